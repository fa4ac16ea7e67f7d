// Everything on the page that somebody could not read or not reach, one sentence each. Contrast by WCAG 2.2: 4.5 to 1, and
// 3 to 1 for large letters (24 px, or bold 18.66 px) and for what is disabled nothing.
() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  };
  const over = (top, bottom) =>
    Object.fromEntries([...'rgb'].map((c) => [c, top[c] * top.a + bottom[c] * (1 - top.a)]).concat([['a', 1]]));
  const light = ({ r, g, b }) => {
    const linear = [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (a, b) => {
    const [hi, lo] = [light(a), light(b)].sort((x, y) => y - x);
    return (hi + 0.05) / (lo + 0.05);
  };
  const behind = (element) => {
    if (element === null) return { r: 255, g: 255, b: 255, a: 1 };
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own.a === 1 ? own : over(own, behind(element.parentElement));
  };
  // What is half transparent is seen as it is painted: letters and their ground both mixed with what lies behind them.
  const faded = (element, paint, ground) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const a = Number(getComputedStyle(at).opacity);
      if (a === 1) continue;
      const under = behind(at.parentElement);
      [paint, ground] = [over({ ...paint, a }, under), over({ ...ground, a }, under)];
    }
    return [paint, ground];
  };
  const shown = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0;
  const words = (element) => element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
  const troubles = [];

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    if (node.textContent.trim() === '' || !shown(element) || element.closest('.spoken-only, :disabled, [aria-disabled=true]')) continue;
    const style = getComputedStyle(element);
    const svg = element.closest('svg');
    const paint = rgba(svg === null ? style.color : style.fill);
    const shape = svg?.querySelector('path');
    const ground = shape && getComputedStyle(shape).fill !== 'none' ? over(rgba(getComputedStyle(shape).fill), behind(svg.parentElement)) : behind(element);
    const size = Number.parseFloat(style.fontSize);
    const scale = svg === null ? 1 : element.getBoundingClientRect().height / element.getBBox().height;
    const large = size * scale >= 24 || (size * scale >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(...faded(element, over(paint, ground), ground));
    if (ratio < (large ? 3 : 4.5)) troubles.push(`contrast ${ratio.toFixed(2)} of "${words(element)}" (${element.className?.baseVal ?? element.className})`);
  }

  for (const field of document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=file]), select, textarea')) {
    if (!shown(field) || field.closest('.spoken-only, :disabled')) continue;
    const ground = behind(field.parentElement);
    const ratio = contrast(over(rgba(getComputedStyle(field).borderTopColor), ground), ground);
    if (ratio < 3) troubles.push(`edge ${ratio.toFixed(2)} of ${field.outerHTML.slice(0, 80)}`);
  }

  const named = (element) =>
    element.getAttribute('aria-label') ||
    element.getAttribute('aria-labelledby') ||
    element.title ||
    words(element) ||
    [...(element.labels ?? [])].map(words).join('') ||
    element.querySelector('[aria-label], img[alt]');
  for (const element of document.querySelectorAll('a[href], button, input, select, textarea, [role=button], svg[role=img], [role=grid]'))
    if (shown(element) && !named(element)) troubles.push(`no name: ${element.outerHTML.slice(0, 120)}`);
  for (const row of document.querySelectorAll('[role=row]')) if (!row.closest('[role=grid], table')) troubles.push('a row outside of a grid');
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) troubles.push(`two elements are called ${id}`);
  if (document.querySelectorAll('main').length !== 1) troubles.push('there must be one main part');
  if (!document.documentElement.lang) troubles.push('the page does not say its language');
  if (document.title.trim() === '') troubles.push('the page has no title');
  return troubles;
};
