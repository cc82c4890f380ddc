// Starts GOV.UK Frontend's own behaviours. Pages work without it.
import { initAll } from "./govuk-frontend-6.6.0.min.js"

initAll()
