import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '../../ui/classes.ts';
import {
  blocksOf,
  figureColumns,
  type Heading,
  type TextBlock,
  type TextRange,
} from './page-blocks.ts';
import { type MarkedRange, piecesOf } from './pieces.ts';
import styles from './text-part.module.css';

export interface TextPartProps {
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly marks: readonly MarkedRange[];
}

const HEADINGS = ['h3', 'h4', 'h5'] as const;

/** One stored page as clean text: headings, lines, tables as grids. Text is data: no links. */
export function TextPart({ text, headings, marks }: TextPartProps) {
  const blocks = useMemo(() => blocksOf(text, headings), [text, headings]);
  return blocks.map((block) => <Block key={block.start} block={block} text={text} marks={marks} />);
}

function Block({
  block,
  text,
  marks,
}: {
  readonly block: TextBlock;
  readonly text: string;
  readonly marks: readonly MarkedRange[];
}) {
  if (block.kind === 'table') {
    const figures = figureColumns(text, block.rows);
    return (
      <div className={styles['tableFrame']}>
        <table className={styles['table']}>
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.start}>
                {row.cells.map((cell, column) => (
                  <td key={cell.start} {...(figures.has(column) ? { 'data-figure': true } : {})}>
                    <Words range={cell} text={text} marks={marks} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  }
  const words = <Words range={block} text={text} marks={marks} />;
  if (block.kind === 'heading') {
    // Below the document's name, which is the viewer's own heading.
    const Heading = HEADINGS[Math.max(1, block.level) - 1] ?? 'h6';
    const look = block.level < 1 ? styles['title'] : block.level === 1 && styles['first'];
    return <Heading className={classes(styles['heading'], look)}>{words}</Heading>;
  }
  return <p className={block.kind === 'item' ? styles['item'] : styles['paragraph']}>{words}</p>;
}

function Words({
  range,
  text,
  marks,
}: {
  readonly range: TextRange;
  readonly text: string;
  readonly marks: readonly MarkedRange[];
}) {
  const { t } = useTranslation('viewer');
  return (
    <bdi>
      {piecesOf(range, marks).map(({ start, end, look }) => {
        const words = text.slice(start, end);
        if (look === null) return <Fragment key={start}>{words}</Fragment>;
        return (
          <mark
            key={start}
            className={styles[look]}
            data-mark={look}
            data-at={start}
            {...(look === 'quoted' ? { 'aria-description': t('quotedHere') } : {})}
          >
            {words}
          </mark>
        );
      })}
    </bdi>
  );
}
