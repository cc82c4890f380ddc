// A button to copy beside each text to pass on (`data-share`). Without it the text is selected by hand.

for (const text of document.querySelectorAll("[data-share]")) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "govuk-button govuk-button--secondary govuk-!-margin-bottom-2"
  const words = `Copy the ${text.dataset.share.toLowerCase()} text`
  button.textContent = words
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent)
    button.textContent = "Copied"
    setTimeout(() => { button.textContent = words }, 4000)
  })
  // A page that is not served over HTTPS has no clipboard: no button that could do nothing.
  if (navigator.clipboard) text.after(button)
}
