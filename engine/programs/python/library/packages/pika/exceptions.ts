/** Errors of pika, and what they say of themselves. */
export const pikaExceptions = String.raw`
class AMQPError(Exception):
    def __repr__(self):
        return '%s: An unspecified AMQP error has occurred; %s' % (self.__class__.__name__, self.args)

class AMQPConnectionError(AMQPError):
    def __repr__(self):
        if len(self.args) == 2:
            return '{}: ({}) {}'.format(self.__class__.__name__, self.args[0], self.args[1])
        return '{}: {}'.format(self.__class__.__name__, self.args)

class ConnectionOpenAborted(AMQPConnectionError):
    pass

class StreamLostError(AMQPConnectionError):
    pass

class IncompatibleProtocolError(AMQPConnectionError):
    pass

class AuthenticationError(AMQPConnectionError):
    pass

class ProbableAuthenticationError(AMQPConnectionError):
    pass

class ProbableAccessDeniedError(AMQPConnectionError):
    pass

class ConnectionClosed(AMQPConnectionError):
    def __init__(self, reply_code, reply_text):
        super().__init__(int(reply_code), str(reply_text))

    def __repr__(self):
        return '{}: ({}) {!r}'.format(self.__class__.__name__, self.reply_code, self.reply_text)

    @property
    def reply_code(self):
        return self.args[0]

    @property
    def reply_text(self):
        return self.args[1]

class ConnectionClosedByBroker(ConnectionClosed):
    pass

class ConnectionClosedByClient(ConnectionClosed):
    pass

class ConnectionBlockedTimeout(AMQPConnectionError):
    pass

class AMQPHeartbeatTimeout(AMQPConnectionError):
    pass

class ConnectionWrongStateError(AMQPConnectionError):
    pass

class AMQPChannelError(AMQPError):
    def __repr__(self):
        return '{}: {!r}'.format(self.__class__.__name__, self.args)

class ChannelWrongStateError(AMQPChannelError):
    pass

class ChannelClosed(AMQPChannelError):
    def __init__(self, reply_code, reply_text):
        super().__init__(int(reply_code), str(reply_text))

    def __repr__(self):
        return '{}: ({}) {!r}'.format(self.__class__.__name__, self.reply_code, self.reply_text)

    @property
    def reply_code(self):
        return self.args[0]

    @property
    def reply_text(self):
        return self.args[1]

class ChannelClosedByBroker(ChannelClosed):
    pass

class ChannelClosedByClient(ChannelClosed):
    pass

class DuplicateConsumerTag(AMQPChannelError):
    def __repr__(self):
        return '{}: The consumer tag specified already exists for this channel: {}'.format(self.__class__.__name__, self.args[0])

class UnroutableError(AMQPError):
    def __init__(self, messages):
        super().__init__('%s unroutable message(s) returned' % (len(messages),))
        self.messages = messages

class NackError(AMQPError):
    def __init__(self, messages):
        super().__init__('%s message(s) NACKed' % (len(messages),))
        self.messages = messages

class UnexpectedFrameError(AMQPError):
    pass

class ReentrancyError(Exception):
    pass
`;
