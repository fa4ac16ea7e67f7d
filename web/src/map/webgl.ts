/** Whether this screen can draw a map at all; some remote desktops and locked-down browsers cannot. */
export function canDrawMaps(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") != null;
  } catch {
    return false;
  }
}
