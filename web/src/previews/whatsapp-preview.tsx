import { initialOf } from './initial-of.ts';
import type { PreviewProps } from './preview-props.ts';
import { readWhatsappText, type WhatsappPiece } from './whatsapp-text.ts';

/** A chat bubble. The title is what the contract carries beside the text; WhatsApp itself shows none. */
export function WhatsappPreview({ message, lead }: PreviewProps) {
  return (
    <>
      <div class="frame chat">
        <div class="chat-head">
          <span class="avatar" aria-hidden="true">
            {initialOf(lead.sites.name)}
          </span>
          <span class="chat-name">
            {lead.sites.name}
            <span class="chat-presence">Business account</span>
          </span>
        </div>
        <div class="chat-wall">
          <p class="bubble plain">
            {readWhatsappText(message.message).map((piece, index) => (
              <Piece key={index} {...piece} />
            ))}
            <span class="bubble-time" aria-hidden="true">
              9:41
            </span>
          </p>
        </div>
      </div>
      <p class="muted small">
        Title, not shown in a chat: <span class="title-aside">{message.title}</span>
      </p>
    </>
  );
}

function Piece({ kind, text }: WhatsappPiece) {
  switch (kind) {
    case 'bold':
      return <strong>{text}</strong>;
    case 'italic':
      return <em>{text}</em>;
    case 'strike':
      return <s>{text}</s>;
    case 'code':
      return <code>{text}</code>;
    case 'text':
      return <>{text}</>;
  }
}
