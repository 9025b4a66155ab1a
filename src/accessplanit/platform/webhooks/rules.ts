import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quote } from '../../query/reader.ts'

/** A webhook as it would be after the request, as far as that names where it leads. */
interface WebhookFacts { url: string | undefined }

function isAddress (url: string): boolean {
  return /^https?:\/\/[^/?#]/i.test(url) && URL.canParse(url)
}

const leadsSomewhere = ruleOver<WebhookFacts>()({
  id: 'webhook.url-absolute',
  statement: 'Url of a webhook must be an absolute address of http or https',
  field: 'Url',
  basis: inferred('The vendor calls it the target of a request; what the platform takes for one is cut'),
  holds: ({ url }) => url === undefined || isAddress(url),
  compares: ({ url }) => ({ Url: url }),
  refusal: ({ url }) => `Url ${quote(url!)} is not an absolute address, so nothing can be sent there.`,
  wouldPass: () => 'Use one such as https://tms.example.com/accessplanit.'
})

export const webhookRules: readonly Rule[] = [leadsSomewhere]
