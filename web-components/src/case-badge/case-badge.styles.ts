import { css } from 'lit';

/**
 * Looks like its surroundings: the host's font and colour, and a panel in system colours that follow its colour scheme.
 * Nothing moves, so there is nothing to reduce. Dashes, not only colours, say that a number is old.
 */
export const styles = css`
  :host {
    display: inline-block;
  }
  :host([hidden]) {
    display: none;
  }
  .badge,
  [part='button'] {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em;
  }
  a,
  button {
    box-sizing: border-box;
    min-width: max(24px, var(--intyg-target-size, 24px));
    min-height: max(24px, var(--intyg-target-size, 24px));
    padding: 0 0.25em;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-decoration: none;
    cursor: pointer;
  }
  :focus-visible {
    outline: 3px solid var(--intyg-color-focus, currentColor);
  }
  [part='count'] {
    padding: 0 0.5em;
    border: 2px solid;
    border-radius: 1em;
  }
  .new {
    border-color: var(--intyg-badge-bg, #1b4b72);
    background: var(--intyg-badge-bg, #1b4b72);
    color: var(--intyg-badge-fg, #fff);
  }
  .old {
    border-style: dashed;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  [popover] {
    inset: auto;
    border: 1px solid;
    margin: 0;
    position-area: block-end span-inline-end;
    position-try-fallbacks:
      flip-block,
      flip-inline,
      flip-block flip-inline;
    background: var(--intyg-color-bg, Canvas);
    color: var(--intyg-color-fg, CanvasText);
  }
  dl {
    display: grid;
    grid-template-columns: auto auto;
    gap: 0.25em 1em;
    margin: 0.5em;
  }
  dd {
    margin: 0;
    text-align: end;
  }
`;
