// A button under the map of the wards that shows streets under the same outlines, with Leaflet, and leads back to the
// drawing. Nothing comes from elsewhere before it is pressed. The drawing and the list of wards need none of this.

const SVG = "http://www.w3.org/2000/svg"
const still = matchMedia("(prefers-reduced-motion: reduce)").matches
const HERE = new URL(".", import.meta.url)
const MOVES = [
  ["+", "Closer", map => map.zoomIn(1, { animate: !still })],
  ["−", "Further away", map => map.zoomOut(1, { animate: !still })],
  ["←", "West", map => map.panBy([-120, 0])],
  ["→", "East", map => map.panBy([120, 0])],
  ["↑", "North", map => map.panBy([0, -120])],
  ["↓", "South", map => map.panBy([0, 120])]
]

function element(name, attributes, ...inside) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...inside)
  return made
}

let library
function leaflet() {
  library ??= Promise.all([import("./leaflet.js"), new Promise((resolve, reject) => {
    const sheet = element("link", { rel: "stylesheet", href: new URL("streets.css", HERE) })
    sheet.onload = resolve
    sheet.onerror = reject
    document.head.prepend(sheet)
  })]).then(() => window.L, () => { library = undefined; throw new Error("Leaflet cannot be had") })
  return library
}

// A path of the drawing ("M1 2l3 4 5 6z…", steps after each first corner) as rings of latitude and longitude.
function rings(path, [west, north, east, south]) {
  return path.split("M").slice(1).map(ring => {
    const numbers = ring.match(/-?[\d.]+/g).map(Number)
    let x = 0
    let y = 0
    return numbers.flatMap((_, i) => {
      if (i % 2) return []
      x += numbers[i]
      y += numbers[i + 1]
      return [[north - y * south, west + x * east]]
    })
  })
}

// The outline becomes a link, as it is in the drawing. What ends a drag is no click on it.
function link(layer, { href, name, tint }, map) {
  const path = layer.getElement()
  const a = document.createElementNS(SVG, "a")
  a.setAttribute("href", href)
  a.setAttribute("tabindex", "-1")
  a.setAttribute("class", `wt-streets__ward wt-locality-${tint}`)
  a.addEventListener("click", event => { if (map.dragging.moved()) event.preventDefault() })
  const title = document.createElementNS(SVG, "title")
  title.textContent = name
  path.replaceWith(a)
  a.append(title, path)
}

function draw(L, drawing, box, said) {
  const map = L.map(box, {
    scrollWheelZoom: false, zoomControl: false, zoomSnap: 0.5, maxZoom: 18, inertia: !still,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still
  })
  if (still) {
    const pan = map.panBy
    map.panBy = (by, how) => pan.call(map, by, { ...how, animate: false })
  }
  map.attributionControl.setPrefix(false)
  // The library takes it as HTML, and it is plain text.
  const attribution = element("span", {}, drawing.dataset.attribution).innerHTML
  const tiles = L.tileLayer(drawing.dataset.tiles, {
    attribution, maxZoom: 18, updateWhenZooming: !still,
    referrerPolicy: "strict-origin" // who gives tiles asks which site they are for; it is not told the page
  }).addTo(map)
  tiles.once("tileerror", () => { said.textContent = "Some of the streets could not be fetched." })
  const ground = drawing.dataset.ground.split(" ").map(Number)
  const wards = [...drawing.querySelectorAll("a")].map(a => ({
    href: a.getAttribute("href"), name: a.querySelector("title").textContent, tint: a.getAttribute("class").slice(-1),
    layer: L.polygon(rings(a.querySelector("path").getAttribute("d"), ground))
  })).filter(ward => ward.layer.getBounds().isValid())
  const all = L.featureGroup(wards.map(ward => ward.layer)).addTo(map)
  map.fitBounds(all.getBounds(), { animate: false })
  map.setMinZoom(map.getZoom()).setMaxBounds(all.getBounds().pad(0.3))
  for (const ward of wards) link(ward.layer, ward, map)
  // The list has the same links: they are passed over here as in the drawing.
  box.querySelector(".leaflet-overlay-pane svg").setAttribute("aria-hidden", "true")
  return map
}

function offer(drawing) {
  const inverse = drawing.closest(".wt-hero") ? "govuk-button--inverse" : "govuk-button--secondary"
  const button = element("button", {
    type: "button", class: `govuk-button ${inverse} govuk-!-margin-top-3 govuk-!-margin-bottom-0`
  }, "Show streets")
  const said = element("p", { class: "wt-small govuk-!-margin-bottom-0", role: "status" })
  const box = element("div", { class: "wt-streets__map", role: "region", "aria-label": "Map of the wards with streets" })
  const moves = element("div", { class: "wt-streets__moves", role: "group", "aria-label": "Move the map" })
  const streets = element("div", { class: "wt-streets", hidden: "" }, box, moves)
  let map
  for (const [sign, words, act] of MOVES) {
    const move = element("button", { type: "button", class: "wt-streets__move", "aria-label": words, title: words }, sign)
    move.addEventListener("click", () => act(map))
    moves.append(move)
  }

  function back() {
    streets.hidden = true
    drawing.removeAttribute("hidden")
    button.textContent = "Show streets"
    said.textContent = ""
  }

  async function forth() {
    try {
      said.textContent = "Fetching the streets …"
      const L = await leaflet()
      streets.hidden = false
      drawing.setAttribute("hidden", "")
      map ??= draw(L, drawing, box, said)
      map.invalidateSize({ animate: false })
      said.textContent = drawing.dataset.note ?? ""
      button.textContent = "Show the drawing"
      box.focus({ preventScroll: true })
    } catch {
      back()
      said.textContent = "The streets could not be fetched. The drawing and the list have the same links."
    }
  }

  button.addEventListener("click", () => streets.hidden ? forth() : back())
  streets.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    back()
    button.focus()
  })
  drawing.after(streets, button, said)
}

for (const drawing of document.querySelectorAll(".wt-map[data-tiles]")) offer(drawing)
