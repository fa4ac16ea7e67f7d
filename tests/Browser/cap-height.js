// How tall a capital letter of the wall's titles is, in pixels of the screen.
() => {
  const title = document.querySelector('.wall-title');
  const style = getComputedStyle(title);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return pen.measureText('H').actualBoundingBoxAscent;
};
