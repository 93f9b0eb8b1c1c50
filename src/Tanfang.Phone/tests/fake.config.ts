import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, '..')

export default defineConfig({
  root,
  base: './',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  build: { outDir: resolve(root, '../../artifacts/phone-fake'), emptyOutDir: true, target: 'chrome78', cssTarget: 'chrome78', modulePreload: false, rollupOptions: { input: resolve(root, 'tests/fake.html') } },
})
