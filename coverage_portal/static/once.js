// Portal Cakupan: a form whose answer takes seconds is sent once, and says that it is on its way. Without this script it
// is sent like any other.
"use strict"

for (const form of document.querySelectorAll("[data-once]")) {
  const show = busy => {
    form.querySelector(".btn-1").disabled = busy
    form.querySelector("[role=status]").textContent = busy ? form.dataset.once : ""
  }
  show(false)
  form.addEventListener("submit", () => show(true))
  addEventListener("pageshow", event => event.persisted && show(false)) // the first may come after the button was pressed
}
