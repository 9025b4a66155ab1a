/** What a tool says that is so, and stays as it is. */
export interface Exception {
  readonly tool: RegExp
  readonly difference: RegExp
  readonly reason: string
}

export const exceptions: readonly Exception[] = [
  {
    tool: /^Redocly/,
    difference: /^no-server-example\.com /,
    reason: 'The sandbox is on localhost, and a served document has its own address'
  },
  {
    tool: /^Redocly/,
    difference: /^no-invalid-media-type-examples .*must NOT have unevaluated properties `(?:CF_\w+|eids|eid|\w+LocalId|enrolments|returnId)`/,
    reason: 'Redocly closes an object that names its members. These have more, as x-additional-names says; said as additionalProperties, ' +
      'generators of Java and C# make a map of the object and lose the members that have names'
  },
  {
    tool: /^(?:Redocly|Spectral)/,
    difference: /^(?:no-invalid-media-type-examples|oas3-valid-media-example) .*content.text(?:~1|\/)xml/,
    reason: 'An example in XML is a text, which both hold to the schema as though it were JSON'
  },
  {
    tool: /^Spectral/,
    difference: /^info-contact /,
    reason: 'There is nobody to write to'
  },
  {
    tool: /^Spectral/,
    difference: /^openapi-tags-alphabetical /,
    reason: 'Tags are in the order in which the documentation has its resources'
  },
  {
    tool: /^Prism/,
    difference: /(?:WebIntegration\.asmx|coursedates\.ashx).* response\.body: Response body must be (?:object|array)$/,
    reason: 'Prism holds XML to a schema as a text'
  },
  {
    tool: /^Prism/,
    difference: /\/WebIntegration\.asmx.* request\.query: Request query must have required property '(?:course|venue|category)ids'$/,
    reason: 'They are there and empty, which Prism takes for missing'
  },

  {
    tool: /^Prism/,
    difference: /^PUT .*\/learners answers 200: request\.body\.content\.\d+\.nationalStudentNumber: .* must (?:be <= 2147483647|match format "int32")$/,
    reason: 'A made-up record is wrong on purpose: its number has eleven digits, which is no number that an int32 holds. It is kept, and ' +
      'the validation tells of it (S78)'
  },
  {
    tool: /^Portman/,
    difference: /^Import a state: /,
    reason: 'The body is a file, which a collection cannot have an example of'
  }
]
