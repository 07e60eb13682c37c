// Portal Cakupan: sends a file in pieces and watches the work on it. Every page does its work without this script too.
"use strict"

const PIECE = 1 << 20
const one = (what, within = document) => within.querySelector(what)
const rest = tries => new Promise(done => setTimeout(done, 1000 * Math.min(15, 2 ** tries)))
const size = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 })

// The browser keeps the one file that is being sent, so that a reload goes on with it; nothing stays once it is there.
const shelf = ask => new Promise((done, fail) => {
  const opening = indexedDB.open("portal", 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore("files")
  opening.onerror = fail
  opening.onsuccess = () => {
    const work = opening.result.transaction("files", "readwrite"), asked = ask(work.objectStore("files"))
    work.oncomplete = () => done(asked.result)
    work.onabort = fail
  }
}).catch(() => {})
const keep = (id, file) => shelf(files => files.put({ id: `${id}`, file }, "file"))
const forget = () => shelf(files => files.clear())

// Nobody who is on the way to another page is called back.
let left = 0
onbeforeunload = () => { left = Date.now() }
const free = async () => { while (Date.now() - left < 10_000) await rest(0) }

// Answers [status, body]; no body where the answer is no JSON. Throws when there is none.
const post = (address, body, onSent) => new Promise((done, fail) => {
  const request = new XMLHttpRequest()
  request.open("POST", address)
  request.setRequestHeader("X-CSRFToken", one("[name=csrfmiddlewaretoken]").value)
  request.upload.onprogress = onSent
  request.onerror = fail
  request.onload = () => {
    if (request.status >= 500) return fail()
    try { done([request.status, JSON.parse(request.responseText)]) } catch { done([request.status]) }
  }
  request.send(body)
})

// Only every tenth part of the way is spoken.
const tell = (block, words, share) => {
  const live = one("[data-live]", block), tenth = `${Math.floor(share * 10)}`
  one("[data-words]", block).textContent = words
  if (live.dataset.live !== tenth) live.textContent = words
  live.dataset.live = tenth
}

const send = async (block, file, from) => {
  const { piece, here, said, broken } = block.dataset
  const leave = async () => { await free(); location.assign(here) }
  const show = done => {
    const share = Math.min(1, done / file.size)
    one("progress", block).value = 100 * share
    tell(block, said.replace("{done}", size.format(share * file.size / PIECE)).replace("{all}", size.format(file.size / PIECE)), share)
  }
  block.hidden = false
  for (let at = from, tries = 0; ;) {
    let data
    show(at)
    try { data = await file.slice(at, at + PIECE).arrayBuffer() } catch { return forget().then(leave) }
    try {
      const [status, body] = await post(`${piece}?mulai=${at}`, data, event => show(at + event.loaded))
      if (body?.received === undefined) return leave()
      if (status === 200 && body.received === file.size) return forget().then(leave)
      if (status !== 200 && body.received === at) throw status
      at = body.received
      tries = 0
    } catch {
      tell(block, broken, -1)
      await rest(tries++)
    }
  }
}

// Nothing of a file that was given up stays in the browser.
for (const form of document.querySelectorAll("[data-cancel]")) form.addEventListener("submit", async event => {
  event.preventDefault()
  left = Infinity
  await forget()
  event.target.submit()
})

// The days in a file's name, as 2023-12-31, by the patterns of imports/day_in_name.py.
const daysIn = (name, { patterns, months }) => {
  const days = new Set()
  for (const pattern of patterns) name = name.replace(new RegExp(pattern, "g"), (...found) => {
    const { y, m, d } = found.at(-1), month = months[m] ?? m, at = new Date(d ? Date.UTC(y, month - 1, d) : Date.UTC(y, month, 0))
    if (at.getUTCMonth() === month - 1) days.add(at.toISOString().slice(0, 10))
    return "|"
  })
  return [...days]
}

const startUpload = form => {
  const { file: input, position } = form.elements, block = one("[data-sending]"), wrong = one("[data-wrong]")
  const { upload, limit, endings, tooLarge, otherType } = form.dataset
  const complain = errors => {
    one("#galat")?.remove()
    one("ul", wrong).replaceChildren(...Object.entries(errors).map(([id, words]) => {
      const item = document.createElement("li"), link = document.createElement("a")
      link.href = `#${id}`
      link.textContent = words
      item.append(link)
      return item
    }))
    wrong.hidden = false
    wrong.focus()
  }
  const taken = file => {
    const named = endings.split(",").some(ending => file.name.toLowerCase().endsWith(ending))
    const words = file.size > limit ? tooLarge : named ? "" : otherType
    wrong.hidden = true
    if (words) complain({ id_file: words })
    return !words
  }
  const days = JSON.parse(form.dataset.days)
  let filled = ""
  const picked = () => {
    const file = input.files[0]
    if (!file || !taken(file) || position.value !== filled) return
    const [day = "", another] = daysIn(file.name.toLowerCase(), days), told = another ? "several" : day > days.today ? "ahead" : day && "one"
    position.value = filled = told === "one" ? day : ""
    for (const words of form.querySelectorAll("[data-day]")) words.hidden = words.dataset.day !== told
  }
  input.addEventListener("change", picked)
  form.addEventListener("submit", async event => {
    const file = input.files[0]
    if (!file) return // the portal says so
    event.preventDefault()
    if (!taken(file)) return
    const said = new FormData(form), button = one(".btn-1", form)
    said.set("file", "")
    said.set("file_name", file.name)
    said.set("file_size", file.size)
    said.set("modified", file.lastModified)
    button.disabled = true
    const [, answer] = await post(upload, said).catch(() => [])
    button.disabled = false
    if (answer?.errors) return complain(answer.errors)
    if (!answer?.id) return form.submit()
    Object.assign(block.dataset, answer)
    one("form", block).action = answer.cancel
    form.hidden = wrong.hidden = true
    history.replaceState(null, "", answer.here)
    keep(answer.id, file)
    send(block, file, 0)
  })
  picked()
}

const resumeUpload = async part => {
  const { resume, bytes, received, modified, other } = part.dataset, block = one("[data-sending]"), input = one("[type=file]", part)
  const same = file => !file || file.size === +bytes && [0, file.lastModified].includes(+modified)
  const go = file => { part.hidden = true; send(block, file, +received) }
  const compare = () => input.setCustomValidity(same(input.files[0]) ? "" : other)
  compare()
  input.addEventListener("change", compare)
  one("form", part).addEventListener("submit", event => {
    event.preventDefault()
    keep(resume, input.files[0])
    go(input.files[0])
  })
  const kept = await shelf(files => files.get("file"))
  if (!part.hidden && kept?.id === resume && same(kept.file)) go(kept.file)
}

const watchWork = async block => {
  const bar = one("progress", block)
  for (let tries = 0; ;) {
    await rest(tries++)
    const now = await fetch(block.dataset.watch).then(answer => answer.status < 500 && answer.json().catch(() => ({}))).catch(() => 0)
    if (!now) continue
    if (now.state !== block.dataset.state) return free().then(() => location.reload())
    if (now.total) Object.assign(bar, { max: now.total, value: now.done })
    tell(block, now.said, now.total && now.done / now.total)
    tries = 0
  }
}

if (!one("[data-resume]")) forget()
for (const [name, begin] of Object.entries({ upload: startUpload, resume: resumeUpload, watch: watchWork })) {
  const block = one(`[data-${name}]`)
  if (block) begin(block)
}
