import type * as Fontoxpath from 'fontoxpath';
import { createRequire } from 'node:module';

/** A rules file (schematron) as node-schematron reads it. */
export interface ReadRules extends Variables {
  readonly patterns: readonly (Variables & { readonly rules: readonly Rule[] })[];
  getNamespaceUriForPrefix(prefix?: string): string;
}

interface Variables {
  readonly variables: readonly { readonly name: string; readonly value: string }[];
}

interface Rule extends Variables {
  readonly context: string;
  readonly asserts: readonly { readonly test: string; readonly message: readonly (string | object)[] }[];
}

/** What of a document's nodes a runner looks at. */
interface XmlNode {
  readonly localName?: string | null;
  readonly namespaceURI?: string | null;
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly childNodes: readonly XmlNode[];
  readonly attributes?: readonly { readonly name: string; readonly value: string }[];
  getAttribute?(name: string): string | null;
}

/**
 * Runs rules that were read. The library that reads them could run them as well, but looks through the whole message for
 * each rule and again for each node; here a rule that is about one question looks at that question's elements alone, and
 * asks all of its tests at once, which finds the same in a hundredth of the time.
 */
export function runnerOf() {
  const { evaluateXPathToBoolean, evaluateXPathToNodes, evaluateXPathToString } = createRequire(import.meta.url)(
    'fontoxpath',
  ) as typeof Fontoxpath;
  return (schema: ReadRules) => {
    const options = { namespaceResolver: (prefix: string) => schema.getNamespaceUriForPrefix(prefix) };
    const patterns = schema.patterns.map((pattern) =>
      pattern.rules.map((rule) => prepared(rule, [schema, pattern, rule], options.namespaceResolver)),
    );
    const holds = (test: string, node: XmlNode): boolean => evaluateXPathToBoolean(test, node, null, null, options);
    const said = (part: string | { readonly select: string }, node: XmlNode): string =>
      typeof part === 'string' ? part : evaluateXPathToString(part.select, node, null, null, options);
    /** Whether all tests hold together; a value that they break on is met again by the one that breaks. */
    const holdTogether = ({ together }: Prepared, node: XmlNode): boolean => {
      try {
        return holds(together, node);
      } catch {
        return false;
      }
    };
    /** The same, asked once of elements that say the same, where the tests look at nothing else. */
    const holdAt = (rule: Prepared, node: XmlNode, written: Written | undefined): boolean => {
      const own = rule.looksAt && written?.[rule.looksAt];
      if (own === undefined) return holdTogether(rule, node);
      const before = rule.known.get(own);
      if (before !== undefined) return before;
      if (rule.known.size >= KNOWN) rule.known.clear();
      const now = holdTogether(rule, node);
      rule.known.set(own, now);
      return now;
    };
    function* brokenAt(node: XmlNode, rule: Prepared, written: Written | undefined) {
      if (holdAt(rule, node, written)) return;
      for (const { test, message } of rule.asserts)
        if (!holds(test, node))
          yield message
            .map((part) => said(part, node))
            .join('')
            .trim();
    }
    const nodesOf = ({ about, namespace, context }: Prepared, byName: Elements): readonly XmlNode[] => {
      const named = (byName.get(about) ?? []).filter(({ namespaceURI }) => namespaceURI === namespace);
      if (context === undefined) return named;
      return named.flatMap((node) => evaluateXPathToNodes(context, node, null, null, options) as unknown as XmlNode[]);
    };
    return function* (document: unknown): Generator<string, void> {
      const { byName, written } = elementsOf(document as XmlNode);
      for (const rules of patterns) {
        // the first rule of a pattern that is about a node is the only one
        const seen = new Set<XmlNode>();
        for (const rule of rules)
          for (const node of nodesOf(rule, byName)) {
            if (seen.has(node)) continue;
            seen.add(node);
            yield* brokenAt(node, rule, written.get(node));
          }
      }
    };
  };
}

/** Elements by name, and by name and id (`svar 6`). */
type Elements = ReadonlyMap<string, readonly XmlNode[]>;

/** What an element says: all of it, or its children's names and attributes alone. Equal where two elements are. */
interface Written {
  readonly whole: string;
  readonly outline: string;
}

/** The elements of a document, and what each says. */
function elementsOf(document: XmlNode): { readonly byName: Elements; readonly written: ReadonlyMap<XmlNode, Written> } {
  const byName = new Map<string, XmlNode[]>();
  const written = new Map<XmlNode, Written>();
  const add = (key: string, node: XmlNode): void => {
    const same = byName.get(key);
    if (same) same.push(node);
    else byName.set(key, [node]);
  };
  const walk = (node: XmlNode): string => {
    if (!node.localName) return `${node.nodeType}\0${node.nodeValue}\0${node.childNodes.map(walk).join('')}`;
    add(node.localName, node);
    const id = node.getAttribute?.('id');
    if (id) add(`${node.localName} ${id}`, node);
    const whole = `${tagOf(node)}{${node.childNodes.map(walk).join('')}}`;
    written.set(node, { whole, outline: [node, ...node.childNodes].map(tagOf).join('\n') });
    return whole;
  };
  walk(document);
  return { byName, written };
}

/** An element's name and attributes; of another node, what it is. */
const tagOf = ({ nodeType, localName, namespaceURI, attributes = [] }: XmlNode): string =>
  [nodeType, localName, namespaceURI, ...attributes.flatMap(({ name, value }) => [name, value])].join('\0');

/** What leads an expression away from its own element and what is below it, or is another tomorrow. */
const ELSEWHERE = /\.\.|\/\/|(?:^|[(,=\s])\/|\b(?:preceding|following|ancestor|parent|root|current)\b/;
/** What leads it below its children's names and attributes. */
const DEEPER = /[./]|\btext\(/;

/** How much of an element the tests look at; undefined where they look elsewhere, too. */
function looksAt(tests: string): keyof Written | undefined {
  if (ELSEWHERE.test(tests)) return undefined;
  return DEEPER.test(tests.replaceAll(/'[^']*'/g, '')) ? 'whole' : 'outline';
}

/** Elements whose verdict a rule remembers. */
const KNOWN = 10_000;

/** A rule about an element of one name, and mostly of one id: `//gn:svar[@id='6' and …]/…`. */
const ABOUT = /^(?:\/\/)?(\w+):([\w-]+)(?:\[@id='([^']+)'(?=\]| and ))?/;

type Prepared = ReturnType<typeof prepared>;

/** Says what variables are where they are named, as the library that reads them cannot hand on a date. */
function prepared({ context, asserts }: Rule, scopes: readonly Variables[], namespaceOf: (prefix: string) => string) {
  const [start = '', prefix, name = '', id] = ABOUT.exec(context) ?? [];
  if (prefix === undefined) throw new Error(`a rule about ${context} is not understood`);
  const variables = scopes.flatMap((scope) => scope.variables);
  const say = (expression: string): string => variables.reduceRight(saying, expression);
  // a context that says no more than the element's name and id needs no library to find it
  const together = say(asserts.map(({ test }) => `(${test})`).join(' and ') || 'true()');
  const isPlain = context === start || context === `${start}]`;
  return {
    about: id === undefined ? name : `${name} ${id}`,
    namespace: namespaceOf(prefix),
    context: isPlain ? undefined : say(context.replace(/^(?:\/\/)?/, 'self::')),
    together,
    looksAt: looksAt(together),
    known: new Map<string, boolean>(),
    asserts: asserts.map(({ test, message }) => ({
      test: say(test),
      message: message.map((part) =>
        isShownValue(part) ? { select: say(part.select) } : typeof part === 'string' ? part : '',
      ),
    })),
  };
}

/** What follows a name in XPath may not be part of it. */
const saying = (expression: string, { name, value }: Variables['variables'][number]): string =>
  new RegExp(`\\$${name}(?![\\w.-])`).test(expression)
    ? `let $${name} := (${value}) return (${expression})`
    : expression;

const isShownValue = (part: string | object): part is { readonly select: string } =>
  typeof part === 'object' && 'select' in part && typeof part.select === 'string';
