// The hand-over form: shows what belongs to the chosen mode, answer and end, and adds up the fee. Without this file all
// fields are there.

const form = document.querySelector("[data-hand-over]");

if (form) {
  const chosen = (name) =>
    form.querySelector(`input[name=${name}]:checked`)?.value ?? form.querySelector(`select[name=${name}]`)?.value ?? "";

  const show = () => {
    for (const [attribute, name] of [["modes", "mode"], ["masking", "masking"], ["ends", "ends_with"]]) {
      for (const part of form.querySelectorAll(`[data-${attribute}]`)) {
        const fits = part.dataset[attribute].split(" ").includes(chosen(name));
        part.hidden = !fits && part.querySelector(".wb-error") === null;
      }
    }
    // What is hidden is not asked for: the browser would stop at a field nobody sees.
    for (const field of form.querySelectorAll("[required]")) field.disabled = field.closest("[hidden]") !== null;
    for (const field of form.querySelectorAll("[data-modes] [disabled]")) {
      if (field.closest("[hidden]") === null) field.disabled = false;
    }
    add();
  };

  const add = () => {
    const free = form.querySelector("input[name=caused_by_us]").checked || form.querySelector("input[name=waived]").checked;
    const costs = ["cost_copying", "cost_masking", "cost_postage"].map((name) => Number(form.elements[name].value) || 0);
    const total = free ? 0 : costs.reduce((sum, cost) => sum + cost, 0);
    form.querySelector("[data-total]").hidden = false;
    form.querySelector("[data-total-won]").value = `${total.toLocaleString("ko-KR")}원`;
  };

  form.addEventListener("change", show);
  form.addEventListener("input", add);
  show();
}
