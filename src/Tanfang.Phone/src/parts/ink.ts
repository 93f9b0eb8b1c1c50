import { mostImageBytes } from '../form/signatures'

export type Point = [number, number]
export interface Ink { strokes: Point[][]; width: number; height: number }

/** Fifty records with two signatures each go up a line of 1.6 Mbit/s in five seconds. */
const inkBytes = 4_000

export const bytesOf = (dataUrl: string) => Math.floor(((dataUrl.length - dataUrl.indexOf(',') - 1) * 3) / 4) - (dataUrl.endsWith('==') ? 2 : dataUrl.endsWith('=') ? 1 : 0)

export function drawInk(canvas: HTMLCanvasElement, ink: Ink, scale: number) {
  const paint = canvas.getContext('2d')!
  paint.setTransform(scale, 0, 0, scale, 0, 0)
  paint.lineWidth = Math.max(2.5, ink.width / 130)
  paint.lineCap = paint.lineJoin = 'round'
  paint.strokeStyle = '#000'
  for (const stroke of ink.strokes) {
    paint.beginPath()
    stroke.forEach(([x, y], i) => (i ? paint.lineTo(x, y) : paint.moveTo(x, y)))
    if (stroke.length === 1) paint.lineTo(stroke[0][0] + 0.1, stroke[0][1])
    paint.stroke()
  }
}

/** On white, as paper is; made smaller until it fits. */
export function toPng(ink: Ink): string {
  for (let width = 320; ; width *= 0.85) {
    const scale = width / ink.width
    const drawn = onWhite(Math.round(width), Math.round(ink.height * scale), canvas => drawInk(canvas, ink, scale))
    const url = inFourGreys(drawn).toDataURL('image/png')
    if (bytesOf(url) <= inkBytes || width < 100) return url
  }
}

/** The softness of edges is what makes a PNG of strokes large; on paper nobody sees more than four greys of it. */
function inFourGreys(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const paint = canvas.getContext('2d')!
  const picture = paint.getImageData(0, 0, canvas.width, canvas.height)
  const { data } = picture
  for (let i = 0; i < data.length; i += 4) data[i] = data[i + 1] = data[i + 2] = Math.round(data[i] / 85) * 85
  paint.putImageData(picture, 0, 0)
  return canvas
}

/** A photo of a thumb print: grey, small, and without what the camera wrote into the file. */
export async function toGreyJpeg(file: Blob): Promise<string> {
  const photo = await createImageBitmap(file)
  for (let side = 480; ; side *= 0.8) {
    const scale = Math.min(1, side / Math.max(photo.width, photo.height))
    const canvas = onWhite(Math.round(photo.width * scale), Math.round(photo.height * scale), made => {
      const paint = made.getContext('2d')!
      paint.drawImage(photo, 0, 0, made.width, made.height)
      const picture = paint.getImageData(0, 0, made.width, made.height)
      for (let i = 0; i < picture.data.length; i += 4) {
        const [r, g, b] = [picture.data[i], picture.data[i + 1], picture.data[i + 2]]
        picture.data[i] = picture.data[i + 1] = picture.data[i + 2] = 0.3 * r + 0.59 * g + 0.11 * b
      }
      paint.putImageData(picture, 0, 0)
    })
    for (const quality of [0.8, 0.6, 0.4]) {
      const url = canvas.toDataURL('image/jpeg', quality)
      if (bytesOf(url) <= mostImageBytes) return url
    }
    if (side < 60) throw new Error('too large')
  }
}

function onWhite(width: number, height: number, draw: (canvas: HTMLCanvasElement) => void): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, width)
  canvas.height = Math.max(1, height)
  const paint = canvas.getContext('2d')!
  paint.fillStyle = '#fff'
  paint.fillRect(0, 0, canvas.width, canvas.height)
  draw(canvas)
  return canvas
}
