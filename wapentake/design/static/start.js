// Starts GOV.UK Frontend's own behaviours. Pages work without it.
import { initAll } from "./govuk-frontend-6.6.0.min.js"

initAll()

// A browser leaves a link that is half in sight where it is. In a table that scrolls sideways, show all of it.
document.addEventListener("focusin", ({ target }) => {
  if (target.closest(".wt-scroll td")) target.scrollIntoView({ block: "nearest", inline: "nearest" })
})
