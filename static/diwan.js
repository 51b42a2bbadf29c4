// What pages gain where scripts run; each works without: "/" goes to the box, filters and paging
// change the page in place (the back button goes back), matches can be stepped through.
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

const parts = ["#results", ".search", ".languages ul"];
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
  const open = [...now.querySelectorAll("details[open] > summary")].map((summary) => summary.parentElement.className);
  const held = held_place();
  for (const part of parts) document.querySelector(part).replaceWith(page.querySelector(part));
  for (const name of open) {
    const again = document.querySelector(`#results details[class="${name}"]`);
    if (again) again.open = true;
  }
  document.title = page.title;
  if (push) history.pushState(null, "", url);
  shown = location.pathname + location.search;
  if (top) scrollTo(0, 0);
  if (held) restore(held);
  tell(document.querySelector("#results [role=status]"));
}

// The list and the line in it that had the focus, so that a keyboard goes on from where it was.
function held_place() {
  const link = document.activeElement?.closest?.("#results a, #results button");
  const group = link?.closest(".list, .chart, .summary, .under");
  if (!group) return null;
  const selector = group.id ? `#${group.id}` : `.${group.classList[0]}`;
  return { selector, open: group.matches(":popover-open"), text: link.textContent.trim(), name: link.className };
}

function restore({ selector, open, text, name }) {
  const group = document.querySelector(selector);
  if (!group) return;
  if (open) group.showPopover();
  const links = [...group.querySelectorAll("a")].filter((link) => link.className === name);
  (links.find((link) => link.textContent.trim() === text) ?? group.querySelector("a"))?.focus({ preventScroll: true });
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

// ---- matches of a document, one by one

const steps = document.querySelector(".steps");
if (steps) {
  const marks = [...document.querySelectorAll("mark[id]")];
  const at = document.querySelector("#at");
  const digits = new Intl.NumberFormat(document.documentElement.lang, { useGrouping: false });
  let current = -1;
  const step = (by) => {
    marks[current]?.classList.remove("current");
    current = current < 0 && by < 0 ? marks.length - 1 : (current + by + marks.length) % marks.length;
    const mark = marks[current];
    mark.closest("details")?.setAttribute("open", "");
    mark.classList.add("current");
    mark.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    at.textContent = `${digits.format(current + 1)} / ${at.dataset.of}`;
  };
  steps.addEventListener("click", (event) => {
    const link = event.target.closest("[data-step]");
    if (!link) return;
    event.preventDefault();
    step(Number(link.dataset.step));
  });
}
