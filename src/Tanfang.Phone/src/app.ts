import { createDevice } from './device'
import { mount } from './mount'

void mount(createDevice())
