// What pages gain where scripts run; each works without: "/" goes to the box, filters and paging
// change the page in place (the back button goes back).
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    const box = document.querySelector("#q");
    box.focus();
    box.select();
  }
});

// ---- filters, sort and paging in place

const parts = ["#results", ".search", ".word", ".languages ul", ".foot", "link[rel=alternate]"];
let asked = 0;
// The address that is shown, without its fragment: a jump inside the page is no other page.
let shown = location.pathname + location.search;

async function show(url, { push, top }) {
  const mine = ++asked;
  const now = document.querySelector("#results");
  now.setAttribute("aria-busy", "true");
  let page;
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    location.assign(url);
    return;
  }
  if (mine !== asked) return;
  if (!page.querySelector("#results")) {
    location.assign(url);
    return;
  }
  const open = [...now.querySelectorAll("details[open]:not(article *) > summary")].map((summary) => summary.parentElement.className);
  const held = held_place();
  for (const part of parts) document.querySelector(part).replaceWith(page.querySelector(part));
  for (const name of open) {
    const again = document.querySelector(`#results details[class="${name}"]`);
    if (again) again.open = true;
  }
  document.title = page.title;
  equip();
  reveal();
  if (push) history.pushState(null, "", url);
  shown = location.pathname + location.search;
  if (top) scrollTo(0, 0);
  if (held) restore(held);
  tell(document.querySelector("#results [role=status]"));
}

// The list and the line in it that had the focus, so that a keyboard goes on from where it was.
function held_place() {
  const link = document.activeElement?.closest?.("#results a, #results button");
  if (!link) return null;
  const group = link.closest(".list, .chart, .summary, .under");
  // A chart is a row of years, of months or of days.
  const selector = group && (group.id ? `#${group.id}` : `.${[...group.classList].slice(0, 2).join(".")}`);
  return { selector, open: group?.matches(":popover-open"), text: link.textContent.trim(), name: link.className };
}

// What is nowhere on the new page, as "next page" may be, leaves the focus at its heading.
function restore({ selector, open, text, name }) {
  const group = selector && document.querySelector(selector);
  if (group && open) {
    document.querySelector(`.pill[popovertarget="${group.id}"]`).focus(); // where a sheet that closes gives the focus back
    group.showPopover();
  }
  const links = [...(group?.querySelectorAll("a") ?? [])].filter((link) => link.className === name);
  const heading = document.querySelector("#main h1");
  heading.tabIndex = -1;
  (links.find((link) => link.textContent.trim() === text) ?? links[0] ?? heading).focus({ preventScroll: true });
}

// A status that was replaced is not read out; the same words set again are.
function tell(status) {
  if (!status) return;
  const words = status.textContent;
  status.textContent = "";
  requestAnimationFrame(() => (status.textContent = words));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#results a");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.pathname !== "/" || link.closest("article")) return;
  event.preventDefault();
  show(link.href, { push: true, top: Boolean(link.closest(".paging")) });
});

if (document.querySelector("#results")) {
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) show(location.href, { push: false, top: false });
  });
}

// ---- the chart: from bar to bar by arrow keys, a stretch of time by drawing over bars with a mouse, pen or finger
// A row that is wider than the page scrolls under a finger; there one draws after holding it for a moment.

const HOLD = 350;
let drawn = null;
let holding = 0;
const bars = (list) => [...list.querySelectorAll("li")];

function stretch(to) {
  const all = bars(drawn.parentElement);
  const ends = [all.indexOf(drawn), all.indexOf(to)].sort((a, b) => a - b);
  return all.slice(ends[0], ends[1] + 1);
}

function under({ clientX, clientY }) {
  const bar = document.elementFromPoint(clientX, clientY)?.closest(".chart li");
  return bar?.parentElement === drawn.parentElement ? bar : null;
}

function unmark() {
  clearTimeout(holding);
  for (const bar of document.querySelectorAll(".chart .drawn")) bar.classList.remove("drawn");
}

document.addEventListener("dragstart", (event) => event.target.closest?.(".chart") && event.preventDefault());
document.addEventListener("pointerdown", (event) => {
  const bar = event.button ? null : event.target.closest(".chart li");
  unmark();
  drawn = bar;
  if (!bar || event.pointerType !== "touch" || !bar.parentElement.matches(".scrolls")) return;
  drawn = null;
  holding = setTimeout(() => (drawn = bar).classList.add("drawn"), HOLD);
});
document.addEventListener("pointercancel", () => (unmark(), (drawn = null)));
document.addEventListener("touchmove", (event) => drawn && event.cancelable && event.preventDefault(), { passive: false });
document.addEventListener("contextmenu", (event) => drawn && event.pointerType === "touch" && event.preventDefault());
document.addEventListener("pointermove", (event) => {
  const to = drawn && under(event);
  if (!to) return;
  event.preventDefault();
  unmark();
  if (to !== drawn) for (const bar of stretch(to)) bar.classList.add("drawn");
});
document.addEventListener("pointerup", (event) => {
  const from = drawn;
  const to = from && under(event);
  unmark();
  const chosen = to && stretch(to);
  drawn = null;
  if (!to || to === from) return;
  const url = new URL(from.querySelector("a").href);
  url.searchParams.delete("date");
  url.searchParams.set("from", chosen[0].dataset.value);
  url.searchParams.set("to", chosen.at(-1).dataset.value);
  if (document.querySelector("#results")) show(url.href, { push: true, top: false });
  else location.assign(url);
});

document.addEventListener("keydown", (event) => {
  const bar = event.target.closest?.(".chart li");
  if (!bar || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = bars(bar.parentElement);
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const to = { Home: 0, End: all.length - 1, ArrowLeft: -1, ArrowRight: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const at = all.indexOf(bar) + (event.key === forward ? 1 : -1);
  all[to < 0 ? at : to]?.querySelector("a").focus();
});

// ---- people, organisations, places and words while something is typed (an ARIA combobox)

const offers = document.querySelector("#offers");
let typed = 0;

function equip() {
  for (const field of document.querySelectorAll(".find")) field.hidden = false;
  for (const row of document.querySelectorAll(".chart")) row.classList.toggle("scrolls", row.scrollWidth > row.clientWidth);
  const box = document.querySelector("#q");
  const traits = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "offers", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(traits)) box.setAttribute(name, value);
}

function close() {
  typed++;
  offers.hidden = true;
  const box = document.querySelector("#q");
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function offer(found) {
  const box = document.querySelector("#q");
  const digits = new Intl.NumberFormat(document.documentElement.dataset.digits);
  offers.replaceChildren(
    ...found.map(({ word, documents, before, entity }, number) => {
      const line = document.createElement("li");
      const name = document.createElement("bdi");
      const kind = document.createElement("small");
      name.textContent = word;
      kind.textContent = `${entity ? `${offers.dataset[entity.type]} · ` : ""}${digits.format(documents)}`;
      line.append(name, kind);
      line.id = `offer-${number}`;
      Object.assign(line.dataset, { before, word, entity: entity?.id ?? "" });
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      return line;
    }),
  );
  offers.hidden = !found.length;
  box.setAttribute("aria-expanded", String(Boolean(found.length)));
  box.removeAttribute("aria-activedescendant");
}

// An entity becomes a filter beside what was typed before it; a word ends the one that was begun.
function take({ dataset: { before, word, entity } }) {
  const box = document.querySelector("#q");
  const form = new URLSearchParams(new FormData(box.form));
  form.set("q", entity ? before.trim() : before + word);
  if (entity) form.append("entity", entity);
  location.assign(`/?${form}`);
}

document.addEventListener("input", async (event) => {
  if (event.target.id !== "q") return;
  const mine = ++typed;
  const text = event.target.value.trimStart();
  if (text.length < 2) return close();
  await new Promise((done) => setTimeout(done, 90));
  if (mine !== typed) return;
  const asking = new URLSearchParams({ q: text, ui: document.documentElement.lang });
  try {
    const found = await (await fetch(`/api/suggest?${asking}`)).json();
    if (mine === typed) offer(found.suggestions ?? []);
  } catch {
    if (mine === typed) close();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.target.id !== "q" || offers.hidden) return;
  const lines = [...offers.children];
  const at = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") {
    event.preventDefault();
    close();
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    take(lines[at]);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    typed++; // an answer that is still under way would take the chosen line away
    const to = (at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + lines.length) % lines.length;
    lines.forEach((line, number) => line.setAttribute("aria-selected", String(number === to)));
    event.target.setAttribute("aria-activedescendant", lines[to].id);
  }
});

offers.addEventListener("pointerdown", (event) => {
  const line = event.target.closest("li");
  event.preventDefault();
  if (line) take(line);
});
document.addEventListener("focusout", (event) => {
  if (event.target.id === "q") close();
});
// What is chosen in a row that is wider than the page comes into sight.
function reveal() {
  for (const row of document.querySelectorAll(".chart.scrolls")) {
    const chosen = row.querySelector(".sel svg")?.getBoundingClientRect();
    const { left, right } = row.getBoundingClientRect();
    if (chosen) row.scrollLeft += (chosen.left + chosen.right - left - right) / 2;
  }
}

equip();
reveal();
addEventListener("resize", equip);

// ---- a long list of a facet, by what its lines say or by a name in any script

document.addEventListener("input", async (event) => {
  const field = event.target;
  if (!field.matches(".find")) return;
  const text = field.value.trim().toLocaleLowerCase();
  const lines = [...field.nextElementSibling.children];
  const says = (line) => line.textContent.toLocaleLowerCase().includes(text);
  for (const line of lines) line.hidden = !says(line);
  if (text.length < 2) return;
  const answer = await fetch(`/api/entities?${new URLSearchParams({ q: text })}`).catch(() => null);
  if (!answer?.ok || field.value.trim().toLocaleLowerCase() !== text) return;
  const ids = new Set((await answer.json()).entities.map((entity) => entity.id));
  for (const line of lines) line.hidden = !says(line) && !ids.has(line.dataset.value);
});
