import { createApp } from 'vue'
import type { Device } from './device/types'
import { attach } from './phone'
import App from './screens/App.vue'
import './style.css'

export async function mount(device: Device): Promise<void> {
  await attach(device)
  createApp(App).mount('#app')
}
