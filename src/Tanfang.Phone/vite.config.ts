import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { type Plugin, transformWithEsbuild } from 'vite'
import { defineConfig } from 'vitest/config'

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname
const target = 'chrome78'

/** Writes the service worker last, when the names and contents of all other files are known. */
function worker(): Plugin {
  const source = resolve(here, 'src/worker/worker.ts')
  const kept = resolve(here, 'public')
  return {
    name: 'tanfang-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const contents = new Map<string, string | Uint8Array>()
      for (const file of Object.values(bundle)) contents.set(file.fileName, file.type === 'chunk' ? file.code : file.source)
      for (const file of readdirSync(kept)) contents.set(file, readFileSync(resolve(kept, file)))
      const files = [...contents.keys()].sort()
      const hash = createHash('sha256')
      for (const file of files) hash.update(file).update('\0').update(contents.get(file)!)
      const code = readFileSync(source, 'utf8')
      hash.update(code)
      const define = { BUILD: JSON.stringify(hash.digest('hex').slice(0, 12)), FILES: JSON.stringify(files) }
      const built = await transformWithEsbuild(code, source, { target, minify: true, sourcemap: false, define, tsconfigRaw: {} })
      this.emitFile({ type: 'asset', fileName: 'worker.js', source: built.code })
    },
  }
}

/** Each file once more as it travels, so that the server packs nothing when the first phone comes. */
function packed(): Plugin {
  return {
    name: 'tanfang-packed',
    apply: 'build',
    writeBundle({ dir }) {
      for (const file of readdirSync(dir!, { recursive: true, withFileTypes: true }))
        if (file.isFile()) {
          const path = resolve(file.parentPath ?? file.path, file.name)
          writeFileSync(path + '.br', brotliCompressSync(readFileSync(path)))
        }
    },
  }
}

export default defineConfig({
  base: '/m/',
  plugins: [vue(), worker(), packed()],
  define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  build: {
    outDir: resolve(here, '../../artifacts/phone'),
    emptyOutDir: true,
    target,
    cssTarget: target,
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: true,
  },
  // `npm run dev` beside ./dev run.
  server: { proxy: { '/api': 'http://127.0.0.1:5080' } },
  test: { setupFiles: ['tests/helpers/setup.ts'], include: ['tests/**/*.test.ts'], testTimeout: 60_000 },
})
