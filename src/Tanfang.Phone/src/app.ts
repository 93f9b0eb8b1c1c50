import { createDevice } from './device'

void createDevice().start()
