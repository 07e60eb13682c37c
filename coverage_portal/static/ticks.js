// Portal Cakupan: what is ticked in a review stays so while one looks at other rows of the file. A file that is checked
// again has another mark and starts with nothing ticked.
"use strict"

const form = document.querySelector("[data-ticks]")
const key = `ticks ${form.elements.tanda.value}`
const boxes = [...form.querySelectorAll("[type=checkbox], [type=radio]")]
const kept = JSON.parse(sessionStorage.getItem(key))
if (kept) for (const box of boxes) box.checked = kept.includes(box.id)
form.addEventListener("change", () => {
  sessionStorage.setItem(key, JSON.stringify(boxes.filter(box => box.checked).map(box => box.id)))
})
