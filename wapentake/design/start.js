// Starts GOV.UK Frontend's own behaviours. Pages work without it.
import { initAll } from "./govuk-frontend.min.js"

initAll()
