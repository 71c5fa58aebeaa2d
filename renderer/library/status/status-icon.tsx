import {
  BookOpen,
  Check,
  CircleAlert,
  CircleMinus,
  CircleX,
  Clock,
  FileQuestionMark,
  Layers,
  type LucideIcon,
} from 'lucide-react';
import type { DocumentStatus } from '../../../src/contract/documents.ts';
import { classes } from '../../ui/classes.ts';
import styles from './status.module.css';

const icons: Readonly<Record<DocumentStatus, LucideIcon>> = {
  indexed: Check,
  embedding: Layers,
  parsing: BookOpen,
  queued: Clock,
  partial: CircleAlert,
  failed: CircleX,
  skipped: CircleMinus,
  missing: FileQuestionMark,
};

/** Beside the words; orange for what is doubtful, red for what failed. */
export function StatusIcon({ status }: { readonly status: DocumentStatus }) {
  const Icon = icons[status];
  return <Icon className={classes(styles['icon'], styles[status])} size={14} aria-hidden />;
}
