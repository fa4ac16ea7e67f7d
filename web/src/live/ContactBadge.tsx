import type { Contact } from "./contact";
import { useContact } from "./LiveProvider";
import "./contact.css";

const words = (contact: Contact): string => {
  if (contact.state === "lost") return `No contact for ${contact.seconds} s`;
  return contact.state === "live" ? "Live" : "Connecting";
};

/** One word on whether the page is current. */
export function ContactBadge() {
  const contact = useContact();
  return (
    <span className={`contact contact-${contact.state}`} data-testid="contact">
      <span className="contact-mark" aria-hidden="true" />
      {words(contact)}
    </span>
  );
}
