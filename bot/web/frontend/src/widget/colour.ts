/** The operator's colour, and black or white on it, whichever is easier to read. */

export interface Colours {
  brand: string;
  onBrand: string;
}

/** Null for what is no colour. */
export function coloursOf(name: string): Colours | null {
  if (!CSS.supports("color", name)) return null;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = name;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  // White has 1.05 / (L + 0.05) of contrast, black (L + 0.05) / 0.05; one of them is always above 4.5.
  const onBrand = 1.05 / (luminance + 0.05) >= 4.5 ? "#ffffff" : "#000000";
  return { brand: `rgb(${red} ${green} ${blue})`, onBrand };
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
