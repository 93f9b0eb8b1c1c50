import type { Form, Kind } from '../../src/device/types'
import served from '../forms.json'

/** As the server tells them: its own tests hold the file to what it serves. */
export const forms = served as unknown as Record<Kind, Form>
export const { visit, attempt, emergency } = forms
