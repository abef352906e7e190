/** A channel whose calls wait for their answers. */
export const pikaChannel = String.raw`
class ReturnedMessage:
    def __init__(self, method, properties, body):
        self.method, self.properties, self.body = method, properties, body

class BlockingChannel:
    def __init__(self, connection, number):
        self.connection, self.channel_number = connection, number
        self._is_open, self._closed = True, None
        self._answers, self._deliveries = collections.deque(), collections.deque()
        self._consumers, self._generator = {}, None
        self._content = None
        self._confirms, self._published, self._outcomes, self._returned = False, 0, {}, []
        self._on_return, self._on_cancel = [], []
        self._dispatching = False

    def __int__(self):
        return self.channel_number

    def __repr__(self):
        return '<BlockingChannel impl=<Channel number=%d %s conn=%r>>' % (self.channel_number, 'OPEN' if self._is_open else 'CLOSED', self.connection)

    @property
    def is_open(self):
        return self._is_open

    @property
    def is_closed(self):
        return not self._is_open

    @property
    def consumer_tags(self):
        return list(self._consumers)

    # What comes in

    def _handle(self, kind, payload):
        if kind == 1:
            method = _decode_method(payload)
            if method.NAME in ('Basic.Deliver', 'Basic.GetOk', 'Basic.Return'):
                self._content = [method, None, 0, b'']
            else:
                self._method(method)
        elif kind == 2:
            reader = _Reader(payload, 4)
            self._content[2] = reader.number(8)
            self._content[1] = _decode_properties(reader)
            self._finish()
        else:
            self._content[3] += payload
            self._finish()

    def _finish(self):
        method, properties, size, body = self._content
        if len(body) < size:
            return
        self._content = None
        if method.NAME == 'Basic.Deliver':
            self._deliveries.append((method, properties, body))
        elif method.NAME == 'Basic.Return':
            self._returned.append(ReturnedMessage(method, properties, body))
            for callback in self._on_return:
                callback(self, method, properties, body)
        else:
            self._answers.append((method, properties, body))

    def _method(self, method):
        if method.NAME == 'Channel.Close':
            self.connection._send(self.channel_number, _CLASSES['Channel'].CloseOk())
            self._end()
            self._closed = exceptions.ChannelClosedByBroker(method.reply_code, method.reply_text)
            raise self._closed
        if method.NAME == 'Basic.Cancel':
            self._consumers.pop(method.consumer_tag, None)
            if self._generator is not None and self._generator[0] == method.consumer_tag:
                self._generator = None
            for callback in self._on_cancel:
                callback(Frame(self.channel_number, method))
        elif method.NAME in ('Basic.Ack', 'Basic.Nack'):
            tags = [tag for tag in self._outcomes if tag <= method.delivery_tag] if method.multiple else [method.delivery_tag]
            for tag in tags:
                self._outcomes[tag] = method.NAME
        else:
            self._answers.append((method, None, None))

    def _end(self):
        self._is_open = False
        self._consumers.clear()
        self.connection._channels.pop(self.channel_number, None)

    def _check(self):
        if not self._is_open:
            raise exceptions.ChannelWrongStateError('Channel is closed.')

    def _expect(self, *names):
        while True:
            while self._answers:
                answer = self._answers.popleft()
                if answer[0].NAME in names:
                    return answer
            self.connection._pump()

    def _ask(self, method, answer):
        self._check()
        self.connection._send(self.channel_number, method)
        return Frame(self.channel_number, self._expect(answer)[0])

    def _dispatch(self):
        if self._dispatching:
            return False
        did = False
        self._dispatching = True
        try:
            while self._deliveries and self._generator is None:
                method, properties, body = self._deliveries.popleft()
                consumer = self._consumers.get(method.consumer_tag)
                if consumer is not None:
                    did = True
                    consumer(self, method, properties, body)
        finally:
            self._dispatching = False
        return did

    # Exchanges and queues

    def exchange_declare(self, exchange, exchange_type='direct', passive=False, durable=False, auto_delete=False, internal=False, arguments=None):
        kind = getattr(exchange_type, 'value', exchange_type)
        return self._ask(_CLASSES['Exchange'].Declare(exchange=exchange, type=kind, passive=passive, durable=durable, auto_delete=auto_delete, internal=internal, arguments=arguments), 'Exchange.DeclareOk')

    def exchange_delete(self, exchange=None, if_unused=False):
        return self._ask(_CLASSES['Exchange'].Delete(exchange=exchange or '', if_unused=if_unused), 'Exchange.DeleteOk')

    def exchange_bind(self, destination, source, routing_key='', arguments=None):
        return self._ask(_CLASSES['Exchange'].Bind(destination=destination, source=source, routing_key=routing_key, arguments=arguments), 'Exchange.BindOk')

    def exchange_unbind(self, destination=None, source=None, routing_key='', arguments=None):
        return self._ask(_CLASSES['Exchange'].Unbind(destination=destination, source=source, routing_key=routing_key, arguments=arguments), 'Exchange.UnbindOk')

    def queue_declare(self, queue, passive=False, durable=False, exclusive=False, auto_delete=False, arguments=None):
        if not isinstance(queue, str):
            raise TypeError('queue must be a str or unicode str, but got %r' % (queue,))
        return self._ask(_CLASSES['Queue'].Declare(queue=queue, passive=passive, durable=durable, exclusive=exclusive, auto_delete=auto_delete, arguments=arguments), 'Queue.DeclareOk')

    def queue_bind(self, queue, exchange, routing_key=None, arguments=None):
        return self._ask(_CLASSES['Queue'].Bind(queue=queue, exchange=exchange, routing_key=queue if routing_key is None else routing_key, arguments=arguments), 'Queue.BindOk')

    def queue_unbind(self, queue, exchange=None, routing_key=None, arguments=None):
        return self._ask(_CLASSES['Queue'].Unbind(queue=queue, exchange=exchange or '', routing_key=queue if routing_key is None else routing_key, arguments=arguments), 'Queue.UnbindOk')

    def queue_purge(self, queue):
        return self._ask(_CLASSES['Queue'].Purge(queue=queue), 'Queue.PurgeOk')

    def queue_delete(self, queue, if_unused=False, if_empty=False):
        return self._ask(_CLASSES['Queue'].Delete(queue=queue, if_unused=if_unused, if_empty=if_empty), 'Queue.DeleteOk')

    # Messages

    def basic_publish(self, exchange, routing_key, body, properties=None, mandatory=False):
        self._check()
        data = body.encode() if isinstance(body, str) else bytes(body)
        self._published += 1
        tag = self._published
        if self._confirms:
            self._outcomes[tag] = None
            self._returned = []
        self.connection._send(self.channel_number, _CLASSES['Basic'].Publish(exchange=exchange, routing_key=routing_key, mandatory=mandatory), (properties or BasicProperties(), data))
        if not self._confirms:
            return
        while self._outcomes[tag] is None:
            self.connection._pump()
        outcome = self._outcomes.pop(tag)
        returned, self._returned = self._returned, []
        if outcome == 'Basic.Nack':
            raise exceptions.NackError(returned)
        if mandatory and returned:
            raise exceptions.UnroutableError(returned)

    def confirm_delivery(self):
        self._ask(_CLASSES['Confirm'].Select(), 'Confirm.SelectOk')
        self._confirms, self._published = True, 0

    def add_on_return_callback(self, callback):
        self._on_return.append(callback)

    def add_on_cancel_callback(self, callback):
        self._on_cancel.append(callback)

    def basic_qos(self, prefetch_size=0, prefetch_count=0, global_qos=False):
        self._ask(_CLASSES['Basic'].Qos(prefetch_size=prefetch_size, prefetch_count=prefetch_count, global_qos=global_qos), 'Basic.QosOk')

    def basic_consume(self, queue, on_message_callback, auto_ack=False, exclusive=False, consumer_tag=None, arguments=None):
        if not callable(on_message_callback):
            raise ValueError('callback on_message_callback must be callable; got %r' % (on_message_callback,))
        return self._consume(queue, on_message_callback, auto_ack, exclusive, consumer_tag, arguments)

    def _consume(self, queue, callback, auto_ack, exclusive, tag, arguments):
        if tag in self._consumers:
            raise exceptions.DuplicateConsumerTag(tag)
        if tag is None:
            import uuid
            tag = 'ctag%d.%s' % (self.channel_number, uuid.uuid4().hex)
        self._consumers[tag] = callback
        self._ask(_CLASSES['Basic'].Consume(queue=queue, consumer_tag=tag, no_ack=auto_ack, exclusive=exclusive, arguments=arguments), 'Basic.ConsumeOk')
        return tag

    def basic_cancel(self, consumer_tag):
        if consumer_tag not in self._consumers:
            return []
        self._ask(_CLASSES['Basic'].Cancel(consumer_tag=consumer_tag), 'Basic.CancelOk')
        self._consumers.pop(consumer_tag, None)
        left = [each for each in self._deliveries if each[0].consumer_tag == consumer_tag]
        self._deliveries = collections.deque(each for each in self._deliveries if each[0].consumer_tag != consumer_tag)
        return left

    def start_consuming(self):
        if self._dispatching:
            raise exceptions.ReentrancyError('start_consuming may not be called from the scope of another BlockingConnection or BlockingChannel callback')
        self._check()
        while self._consumers:
            self.connection.process_data_events(time_limit=None)

    def stop_consuming(self, consumer_tag=None):
        for tag in [consumer_tag] if consumer_tag else list(self._consumers):
            self.basic_cancel(tag)

    def consume(self, queue, auto_ack=False, exclusive=False, arguments=None, inactivity_timeout=None):
        self._check()
        if self._generator is None:
            tag = self._consume(queue, None, auto_ack, exclusive, None, arguments)
            self._generator = (tag, queue)
        while self._generator is not None:
            deadline = None if inactivity_timeout is None else time.monotonic() + inactivity_timeout
            timed_out = False
            while not self._deliveries and self._generator is not None and not timed_out:
                timed_out = not self.connection._pump(deadline)
            if self._deliveries:
                yield self._deliveries.popleft()
            elif timed_out:
                yield (None, None, None)

    def cancel(self):
        if self._generator is None:
            return 0
        tag = self._generator[0]
        waiting = len(self._deliveries)
        for method, _, _ in self._deliveries:
            self.basic_nack(method.delivery_tag, requeue=True)
        self._deliveries.clear()
        self.basic_cancel(tag)
        self._generator = None
        return waiting

    def basic_get(self, queue, auto_ack=False):
        self._check()
        self.connection._send(self.channel_number, _CLASSES['Basic'].Get(queue=queue, no_ack=auto_ack))
        method, properties, body = self._expect('Basic.GetOk', 'Basic.GetEmpty')
        return (None, None, None) if method.NAME == 'Basic.GetEmpty' else (method, properties, body)

    def basic_ack(self, delivery_tag=0, multiple=False):
        self._check()
        self.connection._send(self.channel_number, _CLASSES['Basic'].Ack(delivery_tag=delivery_tag, multiple=multiple))

    def basic_nack(self, delivery_tag=0, multiple=False, requeue=True):
        self._check()
        self.connection._send(self.channel_number, _CLASSES['Basic'].Nack(delivery_tag=delivery_tag, multiple=multiple, requeue=requeue))

    def basic_reject(self, delivery_tag=0, requeue=True):
        self._check()
        self.connection._send(self.channel_number, _CLASSES['Basic'].Reject(delivery_tag=delivery_tag, requeue=requeue))

    def basic_recover(self, requeue=False):
        self._ask(_CLASSES['Basic'].Recover(requeue=requeue), 'Basic.RecoverOk')

    # Transactions

    def tx_select(self):
        return self._ask(_CLASSES['Tx'].Select(), 'Tx.SelectOk')

    def tx_commit(self):
        return self._ask(_CLASSES['Tx'].Commit(), 'Tx.CommitOk')

    def tx_rollback(self):
        return self._ask(_CLASSES['Tx'].Rollback(), 'Tx.RollbackOk')

    def close(self, reply_code=0, reply_text='Normal shutdown'):
        self._check()
        self._ask(_CLASSES['Channel'].Close(reply_code=reply_code, reply_text=reply_text), 'Channel.CloseOk')
        self._end()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self._is_open:
            self.close()
`;
