// The live list: one EventSource, the newest events only, and what state the connection is in.
"use strict";

const MOST = 200;
const TYPES = [
  "strait.trade.ingest.progressed", "strait.trade.ingest.completed", "strait.trade.ingest.failed",
  "strait.trade.series.changed", "strait.trade.record.broken",
  "strait.supplychain.node.added", "strait.supplychain.node.changed", "strait.supplychain.node.removed",
  "strait.supplychain.link.added", "strait.supplychain.link.changed", "strait.supplychain.link.removed",
  "strait.supplychain.risk.changed", "strait.supplychain.scenario.completed",
];

const byId = (id) => document.getElementById(id);
const list = byId("list");
const state = byId("state");
const counts = byId("counts");
const choice = byId("type");
const pause = byId("pause");

let source = null;
let paused = false;
let waiting = [];
let seen = 0;

function say(name, text) {
  state.dataset.state = name;
  state.textContent = text;
}

function count() {
  const parts = [`${seen} received`];
  if (list.children.length < seen) {
    parts.push(`the newest ${list.children.length} shown`);
  }
  if (waiting.length > 0) {
    parts.push(`${waiting.length} waiting`);
  }
  counts.textContent = seen > 0 ? `(${parts.join(", ")})` : "";
  byId("empty").hidden = list.children.length > 0;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

// Made-up figures must not be readable as real ones, wherever in the event they say that they are.
function isDemo(value) {
  if (value === null || typeof value !== "object") {
    return false;
  }
  return value.source === "DEMO" || Object.values(value).some(isDemo);
}

function headline(type, data) {
  if (data === null || typeof data !== "object") {
    return "";
  }
  const rows = data.rows;
  if (type.startsWith("strait.trade.ingest.") && rows) {
    const what = type.endsWith(".failed") ? `${data.reason}: ${data.detail}` : data.phase || "done";
    return `${what}; read ${rows.read}, accepted ${rows.accepted}, revised ${rows.revised}, `
      + `unchanged ${rows.unchanged}, rejected ${rows.rejected}`;
  }
  if (type === "strait.trade.series.changed" && Array.isArray(data.periods)) {
    const first = data.periods[0];
    return `${data.periods.length} period(s)` + (first ? `, from ${first.period}` : "");
  }
  if (type === "strait.trade.record.broken") {
    return `${data.extreme} of ${data.window} through ${data.period}: ${data.value} ${data.currency}, since ${data.since}`;
  }
  if (data.revision !== undefined) {
    return `revision ${data.revision}`;
  }
  return "";
}

function row(event) {
  const item = element("li");
  const head = element("p");
  head.append(element("span", "type", event.type));
  if (isDemo(event.data)) {
    head.append(element("span", "demo", "demonstration data"), " ");
  }
  head.append(element("span", "subject", event.subject || ""), " ");
  if (event.time) {
    const time = element("time", "", new Date(event.time).toLocaleString());
    time.dateTime = event.time;
    head.append(time);
  }
  item.append(head, element("p", "", headline(event.type, event.data)));
  const details = element("details");
  details.append(element("summary", "", "Everything it says"), element("pre", "", JSON.stringify(event.data, null, 2)));
  item.append(details);
  return item;
}

function show(item) {
  list.prepend(item);
  while (list.children.length > MOST) {
    list.lastElementChild.remove();
  }
}

function arrived(message) {
  let body;
  try {
    body = JSON.parse(message.data);
  } catch {
    body = message.data;
  }
  // A CloudEvent in JSON has its payload in "data"; a bare payload has the event's name as its type.
  const whole = body !== null && typeof body === "object" && typeof body.type === "string" && "data" in body;
  const event = whole ? body : { type: message.type, subject: "", data: body };
  seen += 1;
  if (paused) {
    waiting.push(event);
    waiting = waiting.slice(-MOST);
  } else {
    show(row(event));
  }
  count();
}

function gap(message) {
  show(element("li", "gap", `The stream was reset: events may be missing before this line. ${message.data || ""}`));
  count();
}

function connect() {
  if (source) {
    source.close();
  }
  say("starting", "Connecting");
  const query = choice.value ? `?typePrefix=${encodeURIComponent(choice.value)}` : "";
  source = new EventSource(`/events/v1${query}`);
  source.onopen = () => say("open", "Connected, live");
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) {
      say("refused", "Refused: reading needs a token here, or the stream is not available. Reload to try again.");
    } else {
      say("lost", "Connection lost, trying again");
    }
  };
  source.onmessage = arrived;
  for (const type of TYPES) {
    source.addEventListener(type, arrived);
  }
  source.addEventListener("reset", gap);
}

choice.addEventListener("change", connect);
byId("controls").addEventListener("submit", (event) => event.preventDefault());
byId("clear").addEventListener("click", () => {
  list.replaceChildren();
  waiting = [];
  seen = 0;
  count();
});
pause.addEventListener("click", () => {
  paused = !paused;
  pause.setAttribute("aria-pressed", String(paused));
  pause.textContent = paused ? "Go on" : "Pause";
  if (!paused) {
    waiting.map(row).forEach(show);
    waiting = [];
  }
  count();
});
window.addEventListener("pagehide", () => source && source.close());

count();
connect();
