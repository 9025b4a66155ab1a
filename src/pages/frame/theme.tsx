import { effect, signal } from '@preact/signals'

const storedAs = 'tms-sandbox theme'
const themes = { auto: 'Auto', light: 'Light', dark: 'Dark' }
type Theme = keyof typeof themes

const theme = signal((localStorage.getItem(storedAs) ?? 'auto') as Theme)

effect(() => {
  document.documentElement.dataset.theme = theme.value
  localStorage.setItem(storedAs, theme.value)
})

export function ThemeSwitch () {
  return (
    <label class='switch'>
      <span class='name'>Colours</span>
      <select value={theme.value} onChange={event => { theme.value = event.currentTarget.value as Theme }}>
        {Object.entries(themes).map(([name, says]) => <option key={name} value={name}>{says}</option>)}
      </select>
    </label>
  )
}
