// Instruments in the page. They stamp what happens there with its own clock, and hold no more than a few
// numbers each, so that they are no part of what is measured.
if (window.lobbyMeasure) return true;

const now = () => performance.now();
const frame = () => new Promise((done) => requestAnimationFrame(done));
const round = (value) => Math.round(value * 100) / 100;

// --- Ticks: one message through a channel after the other, a few milliseconds apart, all the while.
// The driver looks for things in the page with long scripts of its own: what they take is told apart.
const DRIVER = 'driver';
const ticks = { phase: 'opening', phases: {}, last: now() };
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
  const at = now();
  const gap = at - ticks.last;
  ticks.last = at;
  ticks.phases[ticks.phase] ??= { ticks: 0, above_50_ms: 0, longest_ms: 0 };
  const of = ticks.phases[ticks.phase];
  of.ticks += 1;
  if (gap > 50) of.above_50_ms += 1;
  if (gap > of.longest_ms) of.longest_ms = round(gap);
  setTimeout(() => port2.postMessage(null), 4);
};
port2.postMessage(null);

// --- Calls to the core, as the page makes them.
const calls = [];
const fetched = window.fetch;
window.fetch = async (...given) => {
  const address = String(given[0]?.url ?? given[0]);
  const call = { name: decodeURIComponent(address.split('/').pop() ?? ''), from: now(), until: null };
  calls.push(call);
  if (calls.length > 50) calls.shift();
  try {
    return await fetched(...given);
  } finally {
    call.until = now();
  }
};

// --- What is drawn.
const listOf = (label) => document.querySelector(`[role=list][aria-label="${label}"]`);
const textOf = (element) => element.textContent.replace(/\s+/g, ' ').trim();

/** The last row that is in sight at least in part, and whether the rows reach the lower edge of the list. */
function lastRow(label) {
  const list = listOf(label);
  if (!list) return null;
  const edge = list.closest('[data-scroller]').getBoundingClientRect();
  let last = null;
  let low = 0;
  for (const item of list.querySelectorAll('[data-index]')) {
    const box = item.getBoundingClientRect();
    if (box.top >= edge.bottom - 1 || box.bottom <= edge.top) continue;
    low = Math.max(low, box.bottom);
    if (item.hasAttribute('data-list-row') && (!last || box.top > last.top)) last = { item, top: box.top };
  }
  if (!last) return null;
  const ends = low >= edge.bottom - 1 || list.getBoundingClientRect().bottom <= low + 1;
  const key = last.item.querySelector('[data-row]').dataset.row;
  return ends ? { key, text: textOf(last.item.querySelector('[data-row]')) } : null;
}

const rowKeys = (label) => {
  const rows = [...(listOf(label)?.querySelectorAll('[data-row]') ?? [])];
  return rows.map((row) => row.dataset.row).join(' ');
};

/** Each answers what was found, or null while it is not there. */
const looks = {
  // Another list than before the click, down to its lower edge.
  list({ label, before }) {
    const keys = rowKeys(label);
    if (keys === '' || keys === before) return null;
    const row = lastRow(label);
    return row?.text ? row : null;
  },
  // The panel of this booking, with the last line that fits into it.
  panel({ reference }) {
    const panel = document.querySelector('aside');
    if (!panel?.textContent.includes(reference)) return null;
    const edge = panel.getBoundingClientRect();
    let last = null;
    for (const line of panel.querySelectorAll('dd, section p')) {
      if (line.getBoundingClientRect().top < edge.bottom) last = line;
    }
    return last && edge.width > 0 && textOf(last) ? { key: reference, text: textOf(panel) } : null;
  },
  // The thread, with its last words in sight.
  thread({ words }) {
    const feed = document.querySelector('[role=log]');
    const items = [...(feed?.querySelectorAll('[data-index]') ?? [])];
    const last = items.find((item) => item.textContent.includes(words));
    if (!last) return null;
    const edge = feed.getBoundingClientRect();
    const box = last.getBoundingClientRect();
    const inSight = box.top < edge.bottom && box.bottom > edge.top && box.bottom <= edge.bottom + 24;
    return inSight ? { key: feed.getAttribute('aria-label'), text: textOf(last) } : null;
  },
};

// --- Clicks: from the click itself to two frames after the last words are there.
let armed = null;
const SIGNS = ['pointerup', 'mouseup', 'click'];

function onSign(event) {
  if (!event.isTrusted || !armed || armed.from !== null) return;
  armed.from = now();
  // From here until the driver asks again, everything that keeps the page busy is the program's own.
  ticks.phase = 'clicks';
  ticks.last = armed.from;
  watch(armed);
}
for (const sign of SIGNS) window.addEventListener(sign, onSign, { capture: true });

function watch(sample) {
  const look = () => looks[sample.kind](sample);
  let busy = false;
  const observer = new MutationObserver(() => check());
  const finish = async (found) => {
    busy = true;
    const there = now();
    await frame();
    await frame();
    const painted = now();
    const still = look();
    busy = false;
    // Drawn and moved away again is not drawn.
    if (still === null || still.key !== found.key) return check();
    observer.disconnect();
    const made = calls.filter((call) => call.from >= sample.from && call.from < there);
    sample.result = {
      there: round(there - sample.from),
      painted: round(painted - sample.from),
      core: round(covered(made, there)),
      calls: made.map(({ name }) => name),
      ...still,
    };
  };
  const check = () => {
    if (busy || sample.result) return;
    const found = look();
    if (found !== null) void finish(found);
    else if (now() - sample.from > 5000) {
      observer.disconnect();
      sample.result = { missing: true };
    }
  };
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const poll = () => {
    if (sample.result) return;
    check();
    requestAnimationFrame(poll);
  };
  requestAnimationFrame(poll);
}

/** How long at least one of these calls was on its way. */
function covered(made, until) {
  let end = 0;
  let sum = 0;
  for (const call of made) {
    const to = Math.min(call.until ?? until, until);
    sum += Math.max(0, to - Math.max(call.from, end));
    end = Math.max(end, to);
  }
  return sum;
}

// --- Scrolling: so many pixels a frame, by the frames' own time.
let scrolling = null;

function scroll({ selector, down, pixels, perFrame }) {
  const element = document.querySelector(selector)?.closest('[data-scroller]');
  const run = { done: false, frames: 0, late: 0, longest: 0, moved: 0, looks: 0, blank: 0, jumps: 0, intervals: [] };
  scrolling = run;
  if (!element) {
    run.done = true;
    return;
  }
  let last = null;
  let mark = null;
  let stuck = 0;
  // Whether what is there has moved only as told: read before anything of this frame, where it costs nothing.
  const compare = () => {
    if (mark === null) return;
    const top = mark.item.isConnected ? mark.item.getBoundingClientRect().top : null;
    if (top !== null && Math.abs(top - mark.expected) > 4) run.jumps += 1;
    mark = top === null ? null : { item: mark.item, expected: top };
  };
  const step = () => {
    const at = now();
    compare();
    if (last !== null) {
      const interval = at - last;
      run.frames += 1;
      run.intervals.push(Math.round(interval * 10));
      if (interval > 20) run.late += 1;
      run.longest = Math.max(run.longest, round(interval));
    }
    last = at;
    if (run.frames % 16 === 0) look();
    // Between frames, as a wheel would: within one, the list would hear of it a frame late.
    channel.port2.postMessage(null);
  };
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const before = element.scrollTop;
    element.scrollTop = before + (down ? perFrame : -perFrame);
    const by = element.scrollTop - before;
    if (mark !== null) mark.expected -= by;
    run.moved += Math.abs(by);
    stuck = by === 0 ? stuck + 1 : 0;
    if (run.moved >= pixels || stuck > 120) run.done = true;
    else requestAnimationFrame(step);
  };
  // Now and then: whether there is anything in the middle, which is then followed.
  const look = () => {
    const box = element.getBoundingClientRect();
    run.looks += 1;
    const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const item = middle?.closest('[data-index]') ?? null;
    if (item === null || textOf(item) === '') run.blank += 1;
    mark = item && { item, expected: item.getBoundingClientRect().top };
  };
  requestAnimationFrame(step);
}

// --- Frames when nothing happens: what two of them cost, and how even they are.
async function idle(samples) {
  const two = [];
  for (let count = 0; count < samples; count += 1) {
    await new Promise((done) => setTimeout(done, 20 + Math.random() * 40));
    const from = now();
    await frame();
    await frame();
    two.push(round(now() - from));
  }
  const intervals = [];
  let last = await frame().then(now);
  for (let count = 0; count < samples * 4; count += 1) {
    await frame();
    const at = now();
    intervals.push(Math.round((at - last) * 10));
    last = at;
  }
  return { two, intervals };
}

window.lobbyMeasure = {
  phase(name) {
    ticks.phase = name;
  },
  ticks: () => ticks.phases,
  arm(kind, wanted) {
    armed = { kind, ...wanted, from: null, result: null };
    if (kind === 'list') armed.before = rowKeys(wanted.label);
  },
  result() {
    if (armed?.result) ticks.phase = DRIVER;
    return armed?.result ?? null;
  },
  /** The rows in sight of a list, whole ones only. */
  rows(label) {
    const list = listOf(label);
    if (!list) return [];
    const edge = list.closest('[data-scroller]').getBoundingClientRect();
    const whole = [...list.querySelectorAll('[data-list-row]')].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= edge.top && box.bottom <= edge.bottom;
    });
    return whole.map((row) => row.querySelector('[data-row]').dataset.row);
  },
  scrollTo(label, top) {
    const element = listOf(label)?.closest('[data-scroller]');
    if (element) element.scrollTop = top;
    return element?.scrollTop ?? -1;
  },
  scroll,
  scrolled: () => (scrolling?.done ? scrolling : null),
  idle,
};
return true;
