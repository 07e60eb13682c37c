// Portal Cakupan: what stands beside the registration form follows what is typed. The buttons do the same without it.
"use strict"

const form = document.querySelector("[data-panel]")
const trusted = window.trustedTypes?.createPolicy("app", { createHTML: text => text }) ?? { createHTML: text => text }
let waiting, asked = 0

const said = of => new URLSearchParams(new FormData(of)).toString()
const refresh = async () => {
  const mine = ++asked, sent = new FormData(form)
  const text = await fetch(form.dataset.panel, { method: "POST", body: sent })
    .then(answer => answer.ok && !answer.redirected && answer.text()).catch(() => "")
  if (!text || mine !== asked) return
  const parts = new DOMParser().parseFromString(trusted.createHTML(text), "text/html")
  const focused = document.activeElement?.id
  for (const part of parts.querySelectorAll("body > [id]")) {
    const here = document.getElementById(part.id)
    if (part.matches("input")) {
      if (here && here.value === sent.get(here.name)) here.value = part.value
    } else if (here && here.textContent.trim() !== part.textContent.trim()) here.replaceChildren(...part.childNodes)
  }
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus()
}
form.addEventListener("input", () => {
  asked++ // an answer that is on its way knows nothing of this
  clearTimeout(waiting)
  waiting = setTimeout(refresh, 500)
})

// What was typed before this script was there, or is put back by the browser on the way back.
const opened = form.cloneNode(true)
opened.reset()
if (said(form) !== said(opened)) refresh()
