import { mount } from '../src/mount'
import { fakeDevice } from './fake-device'
import { demoPeople, manyPeople } from './fake-people'

// The screens alone, without a server: npx vite --config tests/fake.config.ts, then /tests/fake.html?phase=locked&many=500
const asked = new URLSearchParams(location.search)
const device = fakeDevice(asked.has('many') ? manyPeople(Number(asked.get('many'))) : demoPeople(), { phase: (asked.get('phase') as 'open') ?? 'open' })
Object.assign(window, { device })
void mount(device)
