// A bar of marks over each text that takes marks (`data-marks`). Without it the marks are typed, as the help says.
// The text stays what it is: every button writes the mark that a person would have typed, and can be undone.

const BUTTONS = [
  ["Heading", area => lines(area, line => swap(line, "## "))],
  ["Bold", area => around(area, "**", "**", "words"), "b"],
  ["Bullet list", area => lines(area, line => swap(line, "- "))],
  ["Numbered list", area => lines(area, (line, place) => swap(line, `${place + 1}. `))],
  ["Link", link, "k"],
  ["Quote", area => lines(area, line => swap(line, "> "))]
]
const MARK = /^(#{1,3} |[-*] |\d+\. |> )/
const ADDRESS = /^(https?:\/\/|mailto:|tel:)\S+$/

// Put words in place of a part of the text, as if they were typed, so that undoing works.
function write(area, start, end, words) {
  area.focus()
  area.setSelectionRange(start, end)
  const typed = words ? document.execCommand("insertText", false, words) : document.execCommand("delete")
  if (!typed) {
    area.setRangeText(words, start, end, "end")
    area.dispatchEvent(new Event("input", { bubbles: true }))
  }
}

// A line with a mark in front, in place of another; without it where it had the same.
function swap(line, mark) {
  const bare = line.replace(MARK, "")
  const same = line !== bare && line.slice(0, 1) === mark.slice(0, 1) && !/^\d/.test(mark)
  return same ? bare : mark + bare
}

// Change every line that is touched by the selection; empty ones in between stay empty.
function lines(area, change) {
  const { value } = area
  const start = value.lastIndexOf("\n", area.selectionStart - 1) + 1
  const close = value.indexOf("\n", area.selectionEnd)
  const end = close < 0 ? value.length : close
  let place = 0
  const one = start === end || !value.slice(start, end).includes("\n")
  const found = value.slice(start, end).split("\n").map(line => line.trim() || one ? change(line, place++) : line)
  write(area, start, end, found.join("\n"))
}

// Put marks around what is selected, or around words that stand there to be typed over; take them away again.
function around(area, before, after, words) {
  const { selectionStart: start, selectionEnd: end, value } = area
  const chosen = value.slice(start, end)
  if (value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after) {
    write(area, start - before.length, end + after.length, chosen)
    area.setSelectionRange(start - before.length, end - before.length)
    return
  }
  const inside = chosen || words
  write(area, start, end, before + inside + after)
  area.setSelectionRange(start + before.length, start + before.length + inside.length)
}

// Make a link of what is selected; what is to be typed next is selected.
function link(area, address = "https://") {
  const { selectionStart: start, selectionEnd: end, value } = area
  const words = value.slice(start, end) || "words"
  write(area, start, end, `[${words}](${address})`)
  const first = start + words.length + 3
  if (value.slice(start, end)) area.setSelectionRange(first, first + address.length)
  else area.setSelectionRange(start + 1, start + 1 + words.length)
}

// Mark what is selected as being in another language.
function passage(area, code) {
  around(area, `[${code}: `, "]", "words")
}

// A new line in a list begins with its mark; in an empty line of a list the list ends.
function goOn(area, event) {
  const { selectionStart: at, selectionEnd, value } = area
  const begins = value.lastIndexOf("\n", at - 1) + 1
  const line = value.slice(begins, at)
  const [mark] = line.match(/^([-*] |\d+\. )/) || []
  if (!mark || at !== selectionEnd || event.isComposing) return
  event.preventDefault()
  if (line === mark) return write(area, begins, at, "\n")
  const next = /^\d/.test(mark) ? `${parseInt(mark, 10) + 1}. ` : mark
  write(area, at, at, `\n${next}`)
}

function keys(area, event) {
  if (event.key === "Enter" && !event.shiftKey) return goOn(area, event)
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  const button = BUTTONS.find(([, , key]) => key === event.key.toLowerCase())
  if (!button) return
  event.preventDefault()
  button[1](area)
}

// An address that is pasted over words makes a link of them.
function pasted(area, event) {
  const words = event.clipboardData.getData("text/plain").trim()
  if (area.selectionStart === area.selectionEnd || !ADDRESS.test(words)) return
  event.preventDefault()
  link(area, words)
  area.setSelectionRange(area.selectionEnd + 1, area.selectionEnd + 1)
}

function make(tag, properties, ...inside) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...inside)
  return made
}

function buttonOf(area, [name, act, key]) {
  const made = make("button", { type: "button", className: "wt-marks__button", tabIndex: -1 }, name)
  made.addEventListener("click", () => act(area))
  if (key) {
    made.title = `Ctrl and ${key.toUpperCase()}`
    made.setAttribute("aria-keyshortcuts", `Control+${key.toUpperCase()}`)
  }
  return made
}

// The languages stand at the text, each as its code and name.
function languagesOf(area) {
  if (!area.dataset.marks) return []
  const choice = make("select", { className: "wt-marks__button", tabIndex: -1 }, make("option", { value: "" }, "Language"))
  choice.setAttribute("aria-label", "Mark as being in another language")
  for (const one of area.dataset.marks.split("; ")) {
    const [code, name] = one.split("=")
    choice.append(make("option", { value: code }, name))
  }
  choice.addEventListener("change", () => {
    if (choice.value) passage(area, choice.value)
    choice.value = ""
  })
  return [choice]
}

// One stop of the tab key for the whole bar; the arrows lead from button to button.
function steer(bar) {
  const stops = [...bar.children]
  stops[0].tabIndex = 0
  bar.addEventListener("keydown", event => {
    const here = stops.indexOf(document.activeElement)
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: stops.length - 1 }[event.key]
    if (here < 0 || to === undefined) return
    event.preventDefault()
    const next = stops[(to + stops.length) % stops.length]
    for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1
    next.focus()
  })
}

for (const area of document.querySelectorAll("textarea[data-marks]")) {
  const bar = make("div", { className: "wt-marks" }, ...BUTTONS.map(one => buttonOf(area, one)), ...languagesOf(area))
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", "Marks")
  bar.setAttribute("aria-controls", area.id)
  area.before(bar)
  steer(bar)
  area.addEventListener("keydown", event => keys(area, event))
  area.addEventListener("paste", event => pasted(area, event))
}
