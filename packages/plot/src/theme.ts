// The look that all figures share: colours, symbols, sizes of type, line widths.

/** Ten colours that stay apart under colour blindness: Okabe and Ito's (2008) without yellow and black, then Tol's muted ones. */
export const palette = [
  "#0072B2",
  "#D55E00",
  "#009E73",
  "#CC79A7",
  "#E69F00",
  "#56B4E9",
  "#332288",
  "#882255",
  "#999933",
  "#661100",
] as const;

/** Shapes of points, so that classes differ without colour too; 7 and 10 share no factor, so 70 classes differ. */
export const symbols = [
  "circle",
  "diamond2",
  "triangle2",
  "square2",
  "star",
  "cross",
  "wye",
] as const;

export const colorOf = (index: number): string => palette[index % palette.length];
export const symbolOf = (index: number): (typeof symbols)[number] =>
  symbols[index % symbols.length];

export const ink = "#1F2933";
export const mutedInk = "#52606D";
export const axisColor = "#7B8794";
export const gridColor = "#E4E7EB";
export const zeroColor = "#9AA5B1";
export const neutral = "#3E4C59";

export const fontFamily =
  "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/** Sizes in px. */
export const titleSize = 17;
export const panelTitleSize = 13.5;
export const textSize = 12;
export const noteSize = 11;
export const padding = 16;

// Advances in em of DejaVu Sans, the widest of the fallback fonts, by kind of character.
const advances: readonly (readonly [RegExp, number])[] = [
  [/[ijlI.,:;'|!]/, 0.32],
  [/[frt()[\] \-/]/, 0.4],
  [/[mwMW@%—]/, 0.98],
  [/[A-Z−+=×<>~]/, 0.78],
];
const otherAdvance = 0.64;

/** Width of a text in px, estimated from above: no layout engine exists in Node. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) {
    width += advances.find(([kind]) => kind.test(character))?.[1] ?? otherAdvance;
  }
  return width * size;
}

/** Width of a bold text in px, estimated from above. */
export const boldTextWidth = (text: string, size: number): number => 1.12 * textWidth(text, size);

/** A text in lines that fit a width in px even in bold, broken between words. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && boldTextWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
