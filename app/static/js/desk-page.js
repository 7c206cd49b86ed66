// All that the desk does in the browser. Every part also works, more slowly, without it.

import "./quick-entry.js";
import "./reason.js";
import "./live-list.js";
import "./shortcuts.js";
