// Portal Cakupan: what stands beside the registration form follows what is typed. The buttons do the same without it.
"use strict"

const form = document.querySelector("[data-panel]")
const trusted = window.trustedTypes?.createPolicy("app", { createHTML: text => text }) ?? { createHTML: text => text }
let waiting, asked = 0

const refresh = async () => {
  const mine = ++asked, focused = document.activeElement?.id
  const answer = await fetch(form.dataset.panel, { method: "POST", body: new FormData(form) }).catch(() => 0)
  if (!answer.ok || answer.redirected || mine !== asked) return
  const parts = new DOMParser().parseFromString(trusted.createHTML(await answer.text()), "text/html")
  if (mine !== asked) return
  for (const part of parts.querySelectorAll("body > [id]")) {
    const here = document.getElementById(part.id)
    if (here && here.textContent.trim() !== part.textContent.trim()) here.replaceChildren(...part.childNodes)
  }
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus()
}
form.addEventListener("input", () => {
  clearTimeout(waiting)
  waiting = setTimeout(refresh, 500)
})
