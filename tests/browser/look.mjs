// What a pair of eyes would notice, measured on the boxes that the browser drew. Each function runs inside the page.

/** Does the page itself scroll sideways, and because of what? */
export function sideways() {
  const limit = document.documentElement.clientWidth;
  const boxed = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const wide = [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right + scrollX > limit + 1 && !boxed(element))
    .slice(0, 5)
    .map((element) => `${element.tagName}.${element.className.baseVal ?? element.className}`);
  return { scrolls: document.documentElement.scrollWidth > limit, limit, wide };
}

/** Pieces of text that lie on one another. */
export function overlaps() {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.trim();
    const element = node.parentElement;
    if (!text || element.closest("script, style, title, desc, template")) continue;
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // What is cut by a box of its own is seen only as far as the box goes.
    const clips = [];
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.overflowX !== "visible" || style.clipPath !== "none" || style.clip !== "auto") {
        clips.push(up.getBoundingClientRect());
      }
    }
    for (const rect of range.getClientRects()) {
      const box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom };
      for (const clip of clips) {
        box.left = Math.max(box.left, clip.left);
        box.right = Math.min(box.right, clip.right);
        box.top = Math.max(box.top, clip.top);
        box.bottom = Math.min(box.bottom, clip.bottom);
      }
      // The line box is taller than the letters: a fifth above and below is air.
      const air = (box.bottom - box.top) * 0.2;
      box.top += air;
      box.bottom -= air;
      if (box.right - box.left > 2 && box.bottom - box.top > 2) boxes.push({ ...box, text, element });
    }
  }
  boxes.sort((one, other) => one.top - other.top);
  const found = [];
  for (let index = 0; index < boxes.length; index += 1) {
    const one = boxes[index];
    for (let next = index + 1; next < boxes.length && boxes[next].top < one.bottom; next += 1) {
      const other = boxes[next];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      // What sticks to the window's edge while the page scrolls under it lies on it by design.
      const sticks = (box) => {
        for (let up = box.element; up && up !== document.body; up = up.parentElement) {
          if (["sticky", "fixed"].includes(getComputedStyle(up).position)) return up;
        }
        return null;
      };
      if (across > 1.5 && down > 1.5 && sticks(one) === sticks(other)) {
        found.push(`"${one.text.slice(0, 30)}" and "${other.text.slice(0, 30)}" by ${across.toFixed(1)} × ${down.toFixed(1)}`);
      }
    }
  }
  return found.slice(0, 10);
}

/** Text that a picture's own edge cuts off. */
export function cutInPictures() {
  const found = [];
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue;
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (!box.width) continue;
      const air = box.height * 0.2;
      const across = box.left < frame.left - 1 || box.right > frame.right + 1;
      if (across || box.top + air < frame.top - 1 || box.bottom - air > frame.bottom + 1) {
        found.push(text.textContent.slice(0, 40));
      }
    }
  }
  return found.slice(0, 10);
}

/** Bars whose parts are not in proportion to their counts, or not in one line; too small a part is marked as such. */
export function disproportionate() {
  const found = [];
  for (const bar of document.querySelectorAll(".pc-stack")) {
    const parts = [...bar.children].map((part) => ({ count: Number(part.style.flexGrow), box: part.getBoundingClientRect(), least: part.matches(".pc-least[title]") }));
    const drawn = parts.filter((part) => !part.least);
    const whole = bar.getBoundingClientRect();
    if (!whole.width) continue;
    const width = drawn.reduce((sum, { box }) => sum + box.width, 0);
    const count = drawn.reduce((sum, part) => sum + part.count, 0);
    const wrong = drawn.filter(({ box, count: own }) => !(own > 0) || Math.abs(box.width - (width * own) / count) > 1 || box.width < 1);
    const bottom = Math.max(...parts.map(({ box }) => box.bottom));
    if (wrong.length || bottom > whole.bottom + 1 || new Set(drawn.map(({ box }) => Math.round(box.top))).size > 1) {
      found.push(`${bar.closest("[id]")?.id}: ${parts.map(({ box, count: own }) => `${own}: ${box.width.toFixed(1)}`).join(", ")}`);
    }
  }
  return found.slice(0, 10);
}

/** Verdicts that can only be seen by scrolling sideways. */
export function offScreen() {
  const limit = document.documentElement.clientWidth;
  return [...document.querySelectorAll(".pc-chip, .pc-sign, .pc-smalls b")]
    .filter((element) => element.checkVisibility())
    .filter((element) => element.getBoundingClientRect().right > limit + 1 || element.getBoundingClientRect().left < -1)
    .slice(0, 10)
    .map((element) => `${element.closest("[id]")?.id}: ${element.textContent}`);
}

/** The rows of indicators that can be seen, with their verdicts. */
export function shownRows() {
  return [...document.querySelectorAll("[data-indicator]")]
    .filter((row) => row.checkVisibility())
    .map((row) => ({ id: row.dataset.indicator, verdict: row.dataset.verdict, text: row.textContent }));
}
