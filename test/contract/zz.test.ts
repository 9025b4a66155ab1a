import './module-help.ts'
import './xml.ts'
