import { localTime } from "../time/instants";
import { useContact } from "./LiveProvider";
import "./contact.css";

/** Says over the whole width that what is below is old, and since when. Nothing while contact is good. */
export function ContactBanner() {
  const contact = useContact();
  if (contact.state !== "lost") return null;
  return (
    <div className="contact-banner" data-testid="contact-banner">
      <strong>No contact for {contact.seconds} s</strong>
      <span>
        {contact.lastAt === null
          ? "Nothing has been received yet. Trying again by itself."
          : `What you see is from ${localTime(new Date(contact.lastAt).toISOString(), Date.now())}. Trying again by itself.`}
      </span>
    </div>
  );
}
