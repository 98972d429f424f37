// The live list: one EventSource, the newest events only, and what state the connection is in.
// The token of an API client has no way into an EventSource: where reading is not public, the page says so.
"use strict";

const MOST = 200;
const TYPES = [
  "strait.trade.ingest.progressed", "strait.trade.ingest.completed", "strait.trade.ingest.failed",
  "strait.trade.series.changed", "strait.trade.record.broken",
  "strait.supplychain.node.added", "strait.supplychain.node.changed", "strait.supplychain.node.removed",
  "strait.supplychain.link.added", "strait.supplychain.link.changed", "strait.supplychain.link.removed",
  "strait.supplychain.risk.changed", "strait.supplychain.scenario.completed",
];

// Why the gateway ends a stream. It is in order every time: the browser comes back with the last id.
const FAREWELLS = {
  "overloaded": "it has as many streams as it can take",
  "shutting-down": "it is being stopped or replaced",
  "max-age": "the stream was open for long enough",
  "token-expired": "the token has run out",
  "slow-client": "this page did not keep up",
  "disconnected-by-an-administrator": "an administrator has ended it",
};

const RESETS = {
  "malformed": "the position that this page came with is none",
  "other-epoch": "the event log was set up anew",
  "ahead": "the position that this page came with is beyond the end of the log",
  "retention-passed": "the events after the last one seen are no longer kept",
};

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
let lastId = "";
let farewell = "";

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
    parts.push(`${waiting.length}${waiting.length === MOST ? " or more" : ""} waiting`);
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

// While the list is paused its rows wait, so that they stay in order.
function show(make) {
  if (paused) {
    waiting.push(make);
    waiting = waiting.slice(-MOST);
  } else {
    list.prepend(make());
    while (list.children.length > MOST) {
      list.lastElementChild.remove();
    }
  }
  count();
}

function read(message) {
  if (message.lastEventId) {
    lastId = message.lastEventId;
  }
  try {
    return JSON.parse(message.data);
  } catch {
    return message.data;
  }
}

function arrived(message) {
  const body = read(message);
  // A CloudEvent in JSON has its payload in "data"; a bare payload has the event's name as its type.
  const whole = body !== null && typeof body === "object" && typeof body.type === "string" && "data" in body;
  const event = whole ? body : { type: message.type, subject: "", data: body };
  seen += 1;
  show(() => row(event));
}

function gap(message) {
  const data = read(message) || {};
  const why = RESETS[data.reason] || data.reason || "no reason given";
  say("open", "Connected, but events may be missing before this: the stream was reset");
  show(() => {
    const item = element("li", "gap", `The stream was reset: ${why}. Events may be missing before this line; `
      + "what is true now is at ");
    (data.snapshots || []).forEach((path, i) => {
      const link = element("a", "", path);
      link.href = path;
      item.append(i > 0 ? ", " : "", link);
    });
    return item;
  });
}

function closing(message) {
  const data = read(message) || {};
  const seconds = Math.max(1, Math.round((data.retryMillis || 0) / 1000));
  farewell = `Closed by the gateway: ${FAREWELLS[data.reason] || data.reason}. Back in about ${seconds} s`;
  say("lost", farewell);
}

function connect() {
  if (source) {
    source.close();
  }
  say("starting", "Connecting");
  const query = new URLSearchParams();
  if (choice.value) {
    query.set("typePrefix", choice.value);
  }
  if (lastId) {
    // Another choice goes on where the one before it stopped. (A browser that reconnects says so by itself.)
    query.set("lastEventId", lastId);
  }
  source = new EventSource(`/events/v1?${query}`);
  source.onopen = () => {
    farewell = "";
    say("open", "Connected, live");
  };
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) {
      say("refused", "Refused: reading needs a token here, or the stream is not available. Reload to try again.");
    } else {
      say("lost", farewell || "Connection lost, trying again");
    }
  };
  source.onmessage = arrived;
  for (const type of TYPES) {
    source.addEventListener(type, arrived);
  }
  // A position without an event: nothing to show, but a place to go on from.
  source.addEventListener("position", read);
  source.addEventListener("reset", gap);
  source.addEventListener("closing", closing);
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
  // The name says what the button does; a pressed state beside it would say it the other way round.
  pause.textContent = paused ? "Go on" : "Pause";
  const held = waiting;
  waiting = [];
  held.forEach(show);
  count();
});
window.addEventListener("pagehide", () => source && source.close());
window.addEventListener("pageshow", (event) => event.persisted && connect());

count();
connect();
