// The page of a document: its matches one by one. Without scripts, links lead to the first and the last.
const steps = document.querySelector(".steps");
if (steps) {
  const marks = [...document.querySelectorAll("mark[id]")];
  const at = document.querySelector("#at");
  const digits = new Intl.NumberFormat(document.documentElement.dataset.digits, { useGrouping: false });
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
