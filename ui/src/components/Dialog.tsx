import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useT } from '../i18n/LocaleProvider';
import { Button } from './Button';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** The buttons at the end, the chief one last. */
  actions?: ReactNode;
  size?: 'small' | 'medium' | 'large';
  /** While something runs that must not be left half done. */
  isKeyboardDismissDisabled?: boolean;
  role?: 'dialog' | 'alertdialog';
}

/** A dialog over the window. The focus goes into it and comes back; Escape closes it. */
export function Dialog({
  isOpen,
  onClose,
  title,
  children,
  actions,
  size = 'medium',
  isKeyboardDismissDisabled = false,
  role = 'dialog',
}: DialogProps) {
  const t = useT();
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={isOpen}
      isKeyboardDismissDisabled={isKeyboardDismissDisabled}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles.modal ?? ''} data-size={size}>
        <AriaDialog role={role} className={styles.dialog ?? ''}>
          <header className={styles.head}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            {role === 'dialog' && !isKeyboardDismissDisabled && (
              <IconButton icon={X} label={t('common.close')} onPress={onClose} />
            )}
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  /** What will happen, and to whom. */
  children: ReactNode;
  /** The verb: *Cancel booking*, never *OK*. */
  confirmLabel: string;
  /** What the other button says; *Cancel* unless the verb is a cancelling one. */
  cancelLabel?: string;
  danger?: boolean;
  isPending?: boolean;
}

/** Asks before something that cannot be undone. The safe button has the focus. */
export function ConfirmDialog({
  isOpen,
  onClose,
  onConfirm,
  title,
  children,
  confirmLabel,
  cancelLabel,
  danger = false,
  isPending = false,
}: ConfirmDialogProps) {
  const t = useT();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      size="small"
      role="alertdialog"
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {cancelLabel ?? t('common.cancel')}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} isPending={isPending} onPress={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
