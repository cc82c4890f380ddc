// Builds the stylesheet and copies the scripts to static/built/. Run by `npm run build`; takes a second or two.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { compile, compileString, Logger } from "sass"

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, "..", "..", "node_modules")
const built = join(here, "static", "built")
const govuk = join(modules, "govuk-frontend")
const { version } = JSON.parse(readFileSync(join(govuk, "package.json"), "utf8"))

const sheet = compile(join(here, "scss", "wapentake.scss"), {
  loadPaths: [modules], style: "compressed", quietDeps: true, logger: Logger.silent
})

// The version is in the library's name, so that browsers may keep the file that start.js imports for ever.
const library = `govuk-frontend-${version}.min.js`
const script = readFileSync(join(govuk, "dist", "govuk", "govuk-frontend.min.js"), "utf8")

// Leaflet, for streets under the map of the wards. Its marks and its list of layers are not used, so their pictures stay
// where they are.
const leaflet = join(modules, "leaflet")
const leafletVersion = JSON.parse(readFileSync(join(leaflet, "package.json"), "utf8")).version
const ofLeaflet = name => readFileSync(join(leaflet, name), "utf8")
const streetsSheet = compile(join(here, "scss", "streets.scss"), { style: "compressed" }).css
const leafletSheet = compileString(ofLeaflet("dist/leaflet.css"), { style: "compressed", syntax: "css" }).css

const files = {
  "wapentake.css": sheet.css,
  [library]: script.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, "\n"),
  "start.js": readFileSync(join(here, "start.js"), "utf8").replace("govuk-frontend.min.js", library),
  "editor.js": readFileSync(join(here, "editor.js"), "utf8"),
  "order.js": readFileSync(join(here, "order.js"), "utf8"),
  "share.js": readFileSync(join(here, "share.js"), "utf8"),
  "streets.js": readFileSync(join(here, "streets.js"), "utf8").replace("leaflet.js", `leaflet-${leafletVersion}.js`),
  "streets.css": leafletSheet.replaceAll(/url\(["']?images\/[^)]*\)/g, "none") + streetsSheet,
  [`leaflet-${leafletVersion}.js`]: ofLeaflet("dist/leaflet.js").replace(/\n?\/\/# sourceMappingURL=.*\n?$/, "\n"),
  [`leaflet-${leafletVersion}-LICENSE.txt`]: ofLeaflet("LICENSE"),
  "icon.svg": readFileSync(join(here, "icon.svg"))
}

// Written over what is there, so that a server that is running never finds the folder empty.
mkdirSync(built, { recursive: true })
for (const [name, content] of Object.entries(files)) writeFileSync(join(built, name), content)
for (const name of readdirSync(built)) if (!(name in files)) rmSync(join(built, name))
console.log(`Built ${built}`)
