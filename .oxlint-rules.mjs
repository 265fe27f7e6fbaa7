/**
 * Lint rules of this project, for what no rule of oxlint says. ESLint's interface.
 * A rule that is off for a good reason is switched off with that reason: `// oxlint-disable-next-line rule -- why`.
 */

/** `new Date()` is the only form that reads a clock; `new Date(value)` is arithmetic. */
const noClock = {
  create: (context) => ({
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
        context.report({ node, message: 'Time is an argument here: take `now` or `today` from the caller.' });
    },
  }),
};

const DISABLES = /^\s*(?:oxlint|eslint)-disable/;
const WITH_REASON = /\s--\s+\S/;

const disableWithReason = {
  create: (context) => ({
    Program(program) {
      for (const comment of context.sourceCode.getAllComments())
        if (DISABLES.test(comment.value) && !WITH_REASON.test(comment.value))
          context.report({
            node: program,
            loc: comment.loc,
            message: 'Say why the rule is off here: `oxlint-disable-next-line rule -- why`.',
          });
    },
  }),
};

export default {
  meta: { name: 'intygsgraf' },
  rules: { 'no-clock': noClock, 'disable-with-reason': disableWithReason },
};
