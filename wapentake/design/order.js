// Dragging the parts of a list into their order (`data-order`), by mouse, pen or finger. The buttons “Move up” and
// “Move down” stay: they are the way by keyboard and for screen readers, so that the grip is hidden from both.
// Nothing is moved here. Letting go sends the form of one of those buttons, with the place that was pointed at.

const EDGE = 80 // pixels from the window's edge at which the page scrolls

function begin(list, part, event) {
  if (event.button) return
  event.preventDefault()
  const parts = [...list.children]
  const here = parts.indexOf(part)
  let to = here
  let last = event.clientY

  // Between which two parts the pointer is: before the first whose middle lies below it.
  function look() {
    const below = parts.findIndex(each => last < each.getBoundingClientRect().top + each.offsetHeight / 2)
    const gap = below < 0 ? parts.length : below
    to = gap > here ? gap - 1 : gap
    parts.forEach((each, place) => {
      each.classList.toggle("wt-drop-before", to !== here && place === gap)
      each.classList.toggle("wt-drop-after", to !== here && gap === parts.length && place === gap - 1)
    })
  }

  const scrolling = setInterval(() => {
    const step = last < EDGE ? -12 : last > innerHeight - EDGE ? 12 : 0
    if (step) { scrollBy({ top: step, behavior: "instant" }); look() }
  }, 16)

  function end(save) {
    clearInterval(scrolling)
    removeEventListener("pointermove", moved)
    removeEventListener("pointerup", dropped)
    removeEventListener("pointercancel", stopped)
    removeEventListener("keydown", escaped, true)
    part.classList.remove("wt-dragged")
    for (const each of parts) each.classList.remove("wt-drop-before", "wt-drop-after")
    const form = part.querySelector("form[data-place]")
    if (!save || to === here || !form) return
    form.elements.to.value = to + 1
    form.requestSubmit()
  }
  function moved({ clientY }) { last = clientY; look() }
  function dropped() { end(true) }
  function stopped() { end(false) }
  function escaped({ key }) { if (key === "Escape") end(false) }

  part.classList.add("wt-dragged")
  addEventListener("pointermove", moved)
  addEventListener("pointerup", dropped)
  addEventListener("pointercancel", stopped)
  addEventListener("keydown", escaped, true)
}

for (const list of document.querySelectorAll("[data-order]")) {
  if (list.children.length < 2) continue
  for (const part of list.children) {
    const grip = document.createElement("span")
    grip.className = "wt-grip"
    grip.textContent = "Drag"
    grip.setAttribute("aria-hidden", "true")
    grip.addEventListener("pointerdown", event => begin(list, part, event))
    part.prepend(grip)
  }
}
