// Portal Cakupan: what is ticked in a review stays so while one looks at other rows of the file. A file that is checked
// again has another mark and starts with nothing ticked.
"use strict"

const form = document.querySelector("[data-ticks]")
const key = `ticks ${form.elements.tanda.value}`
const boxes = [...form.querySelectorAll("[type=checkbox], [type=radio]")]
const keep = () => sessionStorage.setItem(key, JSON.stringify(boxes.filter(box => box.checked).map(box => box.id)))
const bring = wanted => {
  const kept = JSON.parse(sessionStorage.getItem(key))
  if (kept) for (const box of wanted) box.checked = kept.includes(box.id)
}
// What was ticked before this script was there is the newest.
const touched = boxes.filter(box => box.checked !== box.defaultChecked)
bring(boxes.filter(box => !touched.includes(box)))
if (touched.length) keep()
form.addEventListener("change", keep)
addEventListener("pageshow", event => event.persisted && bring(boxes)) // back to a page that has missed what came after it
