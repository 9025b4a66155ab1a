import './esl/esl.ts'
import './provider-based/provider-based.ts'
import './provider-based/uploads.ts'
