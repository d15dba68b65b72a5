import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { wholePageOf } from '../../dto/page.js';
import { CallerTenancy, type Tenancy } from '../../http/caller-tenant.decorator.js';
import { Operation } from '../../http/operation.decorator.js';
import { Sessions } from '../../sessions/sessions.js';
import { Users } from '../../users/users.js';
import type { UserView } from '../../users/user-view.js';
import { CreateUser, UpdateUser, User } from './user.dto.js';

const TAG = 'Users';

@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
  ) {}

  @Post()
  @Operation({
    summary: 'Make a user',
    tag: TAG,
    scope: 'admin',
    status: 201,
    body: CreateUser,
    response: User,
  })
  create(@Body() { tenant, ...draft }: CreateUser, @CallerTenancy() tenancy: Tenancy): Promise<UserView> {
    return this.users.create({ ...draft, tenant: tenancy.bind(tenant) });
  }

  @Get()
  @Operation({ summary: 'List users', tag: TAG, scope: 'admin', response: wholePageOf(User) })
  async list(@CallerTenancy() tenancy: Tenancy): Promise<{ data: readonly UserView[]; nextCursor: null }> {
    return { data: await this.users.list(tenancy.visible), nextCursor: null };
  }

  @Get(':id')
  @Operation({ summary: 'Show a user', tag: TAG, scope: 'admin', response: User })
  get(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<UserView> {
    return this.users.get(id, tenancy.visible);
  }

  @Patch(':id')
  @Operation({
    summary: 'Change a user; a new password and being disabled end the sessions of the user',
    tag: TAG,
    scope: 'admin',
    body: UpdateUser,
    response: User,
  })
  async update(
    @Param('id') id: string,
    @Body() patch: UpdateUser,
    @CallerTenancy() tenancy: Tenancy,
  ): Promise<UserView> {
    const user = await this.users.update(id, tenancy.visible, patch);
    this.sessions.forget();
    return user;
  }

  @Delete(':id')
  @Operation({ summary: 'Remove a user and end the sessions of the user', tag: TAG, scope: 'admin', status: 204 })
  async remove(@Param('id') id: string, @CallerTenancy() tenancy: Tenancy): Promise<void> {
    await this.users.remove(id, tenancy.visible);
    this.sessions.forget();
  }
}
