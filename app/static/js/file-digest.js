// Lets a person pick a file and fills in its SHA-256, size and name. The file is read here and never sent: its field
// has no name. Without this file the fields are typed, e.g. from `sha256sum`.

const nameOf = (part, name) => part.querySelector(`[data-digest-${name}]`);

for (const part of document.querySelectorAll("[data-file-digest]")) attach(part);

function attach(part) {
  const pick = nameOf(part, "pick");
  const bar = nameOf(part, "bar");
  const said = nameOf(part, "said");
  const cancel = nameOf(part, "cancel");
  const form = part.closest("form");
  let worker = null;

  part.hidden = false;
  pick.addEventListener("change", () => {
    stop();
    if (pick.files.length) compute(pick.files[0]);
  });
  cancel.addEventListener("click", () => {
    stop();
    pick.value = "";
    tell("cancelled");
    pick.focus();
  });
  // Nobody sends a form while its digest is still being computed: the fields would hold the last file's.
  form.addEventListener("submit", (event) => {
    if (worker === null) return;
    event.preventDefault();
    tell("wait");
  });

  function compute(file) {
    fill("sha256", "");
    fill("size", "");
    bar.max = file.size || 1;
    bar.value = 0;
    busy(true);
    tell("reading");
    worker = new Worker(part.dataset.fileDigest);
    worker.onmessage = ({ data }) => {
      if (data.read !== undefined) bar.value = data.read;
      else if (data.sha256) done(file, data);
      else fail();
    };
    worker.onerror = fail;
    worker.postMessage(file);
  }

  function done(file, { sha256, size }) {
    stop();
    fill("sha256", sha256);
    fill("size", String(size));
    const name = field("name");
    if (name && !name.value.trim()) name.value = file.name;
    tell("done");
    part.dispatchEvent(new CustomEvent("digest-done", { bubbles: true }));
  }

  function fail() {
    stop();
    tell("failed");
  }

  function stop() {
    worker?.terminate();
    worker = null;
    busy(false);
  }

  function busy(is) {
    part.setAttribute("aria-busy", String(is));
    bar.hidden = !is;
    cancel.hidden = !is;
  }

  const field = (name) => document.getElementById(part.dataset[name]);

  function fill(name, value) {
    const found = field(name);
    if (found) found.value = value;
  }

  function tell(what) {
    said.textContent = said.dataset[what];
  }
}
