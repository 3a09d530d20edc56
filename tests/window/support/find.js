// Finds what a person, or a screen reader, would find: by role and name, by words, by label.
// Called with one object { by, role, name, exact, within } and answers the elements that are shown.
const wanted = arguments[0];
const within = arguments[1] || document;

const squeeze = (words) => (words || '').replace(/\s+/g, ' ').trim();

const matches = (words) => {
  const found = squeeze(words);
  const asked = squeeze(wanted.name);
  return wanted.exact ? found === asked : found.toLowerCase().includes(asked.toLowerCase());
};

const shown = (element) => {
  for (let at = element; at && at.nodeType === 1; at = at.parentElement) {
    if (at.hidden || at.inert || at.getAttribute('aria-hidden') === 'true') return false;
  }
  const style = getComputedStyle(element);
  return style.visibility !== 'hidden' && element.getClientRects().length > 0;
};

const inputs = {
  button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox', radio: 'radio',
  range: 'slider', number: 'spinbutton', search: 'searchbox',
};
const tags = {
  article: 'article', aside: 'complementary', button: 'button', dialog: 'dialog', fieldset: 'group',
  footer: 'contentinfo', form: 'form', h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading',
  h6: 'heading', header: 'banner', hr: 'separator', img: 'img', li: 'listitem', main: 'main', nav: 'navigation',
  ol: 'list', option: 'option', output: 'status', progress: 'progressbar', section: 'region', table: 'table',
  tbody: 'rowgroup', td: 'cell', textarea: 'textbox', th: 'columnheader', thead: 'rowgroup', tr: 'row', ul: 'list',
};

const roleOf = (element) => {
  const given = element.getAttribute('role');
  if (given) return given.split(' ')[0];
  const tag = element.localName;
  if (tag === 'a') return element.hasAttribute('href') ? 'link' : null;
  if (tag === 'select') return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
  if (tag === 'input') return element.type === 'hidden' ? null : inputs[element.type] || 'textbox';
  return tags[tag] || null;
};

// Roles that take their name from the words inside them.
const named = new Set(['button', 'cell', 'checkbox', 'columnheader', 'gridcell', 'heading', 'link', 'menuitem',
  'menuitemcheckbox', 'menuitemradio', 'option', 'radio', 'row', 'rowheader', 'switch', 'tab', 'tooltip', 'listitem',
  'status', 'alert', 'treeitem', 'article']);

const inside = (node) => {
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1 || node.getAttribute('aria-hidden') === 'true') return '';
  const own = node.getAttribute('aria-label') || node.getAttribute('alt');
  if (own) return own;
  const block = getComputedStyle(node).display !== 'inline' ? ' ' : '';
  return block + Array.from(node.childNodes).map(inside).join('') + block;
};

const nameOf = (element, role) => {
  const others = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
  const labelled = others.map((id) => document.getElementById(id)).filter(Boolean);
  if (labelled.length) return labelled.map((label) => (label === element ? ownName(label) : inside(label))).join(' ');
  const legend = element.localName === 'fieldset' && element.querySelector(':scope > legend');
  return ownName(element) || (legend && inside(legend)) || (element.labels && Array.from(element.labels).map(inside).join(' ')) ||
    (named.has(role) ? inside(element) : '') || element.title || element.placeholder || '';
};
const ownName = (element) => element.getAttribute('aria-label') || element.getAttribute('alt') || '';

const candidates = Array.from(within.querySelectorAll('*'));
let found;
if (wanted.by === 'role') {
  found = candidates.filter((element) => {
    const role = roleOf(element);
    return role === wanted.role && (wanted.name === null || matches(nameOf(element, role)));
  });
} else if (wanted.by === 'label') {
  const fields = 'input, textarea, select, [role=textbox], [role=combobox], [role=spinbutton], [role=group], [role=listbox]';
  found = candidates.filter((element) => element.matches(fields) && matches(nameOf(element, roleOf(element))));
} else if (wanted.by === 'css') {
  found = candidates.filter((element) => element.matches(wanted.name));
} else if (wanted.by === 'test') {
  found = candidates.filter((element) => element.dataset && element.dataset.testid === wanted.name);
} else {
  // The innermost element that holds the words.
  const holding = candidates.filter((element) => !['SCRIPT', 'STYLE'].includes(element.tagName) && matches(inside(element)));
  found = holding.filter((element) => !holding.some((other) => other !== element && element.contains(other)));
}
// A field may be drawn by its label, itself without a box: React Aria's radio and checkbox are such.
return found.filter((element) => shown(element) || (element.labels && Array.from(element.labels).some(shown)));
